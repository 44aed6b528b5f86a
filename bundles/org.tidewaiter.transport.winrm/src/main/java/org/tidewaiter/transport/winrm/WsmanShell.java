package org.tidewaiter.transport.winrm;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.transport.winrm.http.WsmanChannel;
import org.tidewaiter.transport.winrm.wsman.Conversation;
import org.tidewaiter.transport.winrm.wsman.ShellReplies;
import org.tidewaiter.transport.winrm.wsman.ShellRequests;
import org.tidewaiter.transport.winrm.wsman.WsmanFault;

/** A PowerShell's shell over a channel. */
final class WsmanShell implements RemoteShell {

    private static final String PROTOCOL_VERSION = "2.3";
    private static final Duration OPERATION = Duration.ofSeconds(30);
    /** The least that a service is asked to wait, [MS-WSMV] 2.2.4.38: Windows takes half a second. */
    private static final Duration LEAST = Duration.ofMillis(500);
    /** What the way there and back may take beside the service's own waiting. */
    private static final Duration WAY = Duration.ofSeconds(10);

    private final String target;
    private final WsmanChannel channel;
    private final Conversation conversation;
    private UUID id = new UUID(0, 0);

    WsmanShell(String target, WsmanChannel channel, Conversation conversation) {
        this.target = target;
        this.channel = channel;
        this.conversation = conversation;
    }

    private ShellRequests requests(Duration wait) {
        return ShellRequests.powerShell(conversation.within(wait), id);
    }

    private byte[] post(byte[] envelope, Duration wait) throws TransportException, InterruptedException {
        return channel.post(envelope, wait.plus(WAY));
    }

    private TransportException failure(String what, WsmanFault fault) {
        return fault.asFailure(target + ": " + what);
    }

    @Override
    public void create(UUID shellId, byte[] fragments) throws TransportException, InterruptedException, ShellRefused {
        id = shellId;
        try {
            var created = ShellReplies.created(post(requests(OPERATION).create(fragments, PROTOCOL_VERSION), OPERATION));
            // the service may have named it otherwise
            id = created.shell();
        } catch (WsmanFault e) {
            throw new ShellRefused(failure("PowerShell", e), e.isQuota() || e.isOperationTimeout());
        }
    }

    @Override
    public void command(UUID commandId, byte[] fragment) throws TransportException, InterruptedException {
        try {
            ShellReplies.command(post(requests(OPERATION).pipeline(commandId, fragment), OPERATION));
        } catch (WsmanFault e) {
            throw failure("starting a pipeline", e);
        }
    }

    @Override
    public void send(@Nullable UUID commandId, byte[] fragment) throws TransportException, InterruptedException {
        try {
            ShellReplies.done(post(requests(OPERATION).send(commandId, fragment), OPERATION));
        } catch (WsmanFault e) {
            throw failure("handing in a script", e);
        }
    }

    @Override
    public Received receive(@Nullable UUID commandId, Duration wait) throws TransportException, InterruptedException {
        var atLeast = wait.compareTo(LEAST) < 0 ? LEAST : wait;
        try {
            var received = ShellReplies.received(post(requests(atLeast).receive(commandId), atLeast));
            return new Received(received.streams().stream()
                    .filter(s -> s.name().equals("stdout") && Objects.equals(s.command(), commandId))
                    .map(ShellReplies.Stream::bytes).filter(b -> b.length > 0).toList());
        } catch (WsmanFault e) {
            if (e.isOperationTimeout()) {
                return Received.NOTHING;
            }
            throw failure("waiting for a pipeline", e);
        }
    }

    @Override
    public void terminate(UUID commandId) throws TransportException, InterruptedException {
        try {
            ShellReplies.done(post(requests(OPERATION).terminate(commandId), OPERATION));
        } catch (WsmanFault e) {
            throw failure("ending a pipeline", e);
        }
    }

    @Override
    public void delete() throws TransportException, InterruptedException {
        delete(channel);
    }

    /** Deletes it over another channel: its own may be broken. */
    void delete(WsmanChannel through) throws TransportException, InterruptedException {
        try {
            ShellReplies.done(through.post(requests(LEAST).delete(), LEAST.plus(WAY)));
        } catch (WsmanFault e) {
            if (!e.isNoSuchShell()) {
                throw failure("deleting the shell", e);
            }
        }
    }
}
