package org.tidewaiter.transport.winrm.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.Credential.Kind;
import org.tidewaiter.engine.spi.LoginGate;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.winrm.wsman.Conversation;
import org.tidewaiter.transport.winrm.wsman.ShellReplies;
import org.tidewaiter.transport.winrm.wsman.ShellRequests;
import org.tidewaiter.transport.winrm.wsman.WsmanFault;

/** One visit of a test: what the transport would hand to the channel. */
final class Visit {

    private static final ScopeGate SCOPE = new ScopeGate(
            List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8), Prefix.of(IpAddress.parse("::1")),
                    new Prefix(IpAddress.parse("10.77.0.0"), 24), new Prefix(IpAddress.parse("fd77::"), 64),
                    new Prefix(IpAddress.parse("fe80::"), 64)),
            List.of());

    final Map<String, PeerPins.Pin> pinned = new ConcurrentHashMap<>();
    final AtomicInteger proofs = new AtomicInteger();
    final SessionFacts facts = new SessionFacts();
    Optional<Kdc> kdc = Optional.empty();
    String address = "127.0.0.1";
    String hostName;
    String password = Responder.PASSWORD;
    Duration connectTimeout = Duration.ofSeconds(3);
    Duration loginTimeout = Duration.ofSeconds(10);
    int maxReplyBytes = ChannelSettings.MAX_REPLY_BYTES;

    private final PeerPins pins = new PeerPins() {
        @Override
        public Optional<Pin> find(String endpoint) {
            return Optional.ofNullable(pinned.get(endpoint));
        }

        @Override
        public Pin pinFirst(String endpoint, Pin pin) {
            var old = pinned.putIfAbsent(endpoint, pin);
            return old == null ? pin : old;
        }
    };

    private final LoginGate gate = (credential, leg) -> {
        proofs.incrementAndGet();
        leg.run();
    };

    static ScopedAddress address(String text) throws TransportException {
        return SCOPE.admit(IpAddress.parse(text));
    }

    ChannelSettings settings() {
        return new ChannelSettings(connectTimeout, loginTimeout, maxReplyBytes, kdc, gate, pins);
    }

    Endpoint endpoint(int port, boolean secure) throws TransportException {
        return new Endpoint(address(address), hostName, port, secure);
    }

    WsmanChannel open(String user, String realm, int port, boolean secure) throws TransportException, InterruptedException {
        var credential = new Credential("test-login", Kind.PASSWORD, user, realm, List.of(), new Secret(password.toCharArray()),
                null,
                Elevation.NEVER, null);
        return WsmanChannel.open(endpoint(port, secure), WindowsLogin.of(credential), settings(), facts);
    }

    WsmanChannel open(int port) throws TransportException, InterruptedException {
        return open(Responder.USER, "local", port, false);
    }

    /** Asks for something small. */
    static ShellReplies.Created shell(WsmanChannel channel) throws TransportException, InterruptedException, WsmanFault {
        return ShellReplies.created(channel.post(ShellRequests.createCommandShell(conversation()), Duration.ofSeconds(5)));
    }

    static Conversation conversation() {
        return Conversation.with("http://127.0.0.1:5985/wsman", Duration.ofSeconds(20));
    }
}
