package org.tidewaiter.transport.winrm;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.transport.winrm.http.ChannelSettings;
import org.tidewaiter.transport.winrm.http.Endpoint;
import org.tidewaiter.transport.winrm.http.Kdc;
import org.tidewaiter.transport.winrm.http.WindowsLogin;
import org.tidewaiter.transport.winrm.http.WsmanChannel;
import org.tidewaiter.transport.winrm.wsman.Conversation;

/** Logs in to one computer with one credential, as often as the connection is lost. */
final class WinrmLogin implements WinrmConnections {

    private static final Duration OPERATION = Duration.ofSeconds(20);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** What tells whether WMI answers where PowerShell does not. */
    private static final CimQuery ANYTHING = CimQuery.of("cim-check", "Win32_OperatingSystem", "Version");

    private final Opening opening;
    private final Endpoint endpoint;
    private final WindowsLogin login;
    private final ChannelSettings settings;
    private final SessionFacts facts;

    private WinrmLogin(Opening opening, Endpoint endpoint, WindowsLogin login, ChannelSettings settings, SessionFacts facts) {
        this.opening = opening;
        this.endpoint = endpoint;
        this.login = login;
        this.settings = settings;
        this.facts = facts;
    }

    /**
     * Makes everything ready that needs no network.
     *
     * @param secure whether TLS is spoken
     * @param facts  takes what the opening tells
     */
    static WinrmLogin prepare(Opening opening, boolean secure, SessionFacts facts) throws TransportException {
        var address = opening.address();
        var credential = opening.credential();
        if (address == null || credential == null) {
            throw new TransportException(Failure.WITHHELD, opening.target()
                    + ": WinRM needs a login; add one with `tidewaiter credentials add`");
        }
        facts.put("credential", credential.name());
        var login = inRealm(WindowsLogin.of(credential), opening);
        return new WinrmLogin(opening, new Endpoint(address, name(opening.hostName()), opening.port(), secure), login,
                ChannelSettings.of(opening, kdc(login, opening)), facts);
    }

    /** The name that the user gave is the one of the service principal, if it is a whole one. */
    private static @Nullable String name(@Nullable String asked) {
        return asked != null && asked.contains(".") && IpAddress.tryParse(asked).isEmpty() ? asked.toLowerCase(Locale.ROOT)
                : null;
    }

    /** The short name of a domain tells no realm; the run may know it. */
    private static WindowsLogin inRealm(WindowsLogin login, Opening opening) {
        var realm = opening.realm();
        return realm == null || realm.name().isEmpty() || login.domain().isEmpty() || !login.realm().isEmpty() ? login
                : new WindowsLogin(login.credential(), login.domain(), login.user(), realm.name().toUpperCase(Locale.ROOT));
    }

    private static Optional<Kdc> kdc(WindowsLogin login, Opening opening) {
        var realm = opening.realm();
        return realm == null || realm.controllers().isEmpty() || login.realm().isEmpty()
                || !realm.name().isEmpty() && !realm.name().equalsIgnoreCase(login.realm()) ? Optional.empty()
                        : Optional.of(new Kdc(login.realm(), realm.controllers().getFirst(), Kdc.PORT));
    }

    /** Where it goes to, for messages. */
    String socket() {
        return endpoint.socket();
    }

    @Override
    public WinrmConnection open() throws TransportException, InterruptedException {
        var channel = WsmanChannel.open(endpoint, login, settings, facts);
        var opened = false;
        try {
            var connection = connect(channel);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private WinrmConnection connect(WsmanChannel channel) throws TransportException, InterruptedException {
        var conversation = Conversation.with(endpoint.uri().toString(), OPERATION);
        var shell = new WsmanShell(endpoint.socket(), channel, conversation);
        var cim = new WsmanCim(channel, conversation);
        var runspace = new Runspace(endpoint.socket(), shell);
        try {
            runspace.open(Deadline.in(settings.loginTimeout()));
            return new WinrmConnection(endpoint.socket(), new Carrier(channel, shell, true), runspace, cim, "");
        } catch (ShellRefused e) {
            return withoutPowerShell(channel, shell, cim, e);
        } catch (TransportException | InterruptedException e) {
            new Carrier(channel, shell, true).close();
            throw e;
        }
    }

    /** Where PowerShell is refused, WMI may answer; where that does not either, the refusal stands. */
    private WinrmConnection withoutPowerShell(WsmanChannel channel, WsmanShell shell, CimServer cim, ShellRefused refused)
            throws TransportException, InterruptedException {
        var answered = new AtomicBoolean();
        if (!refused.isBusy()) {
            cim.enumerate(ANYTHING, json -> answered.set(true), error -> answered.set(false));
        }
        if (!answered.get()) {
            throw refused.failure();
        }
        return new WinrmConnection(endpoint.socket(), new Carrier(channel, shell, false), null, cim,
                "there is no PowerShell: " + refused.failure().getMessage());
    }

    /** The channel, and the shell that must not be left behind. */
    private final class Carrier implements WinrmConnection.Wire {
        private final WsmanChannel channel;
        private final WsmanShell shell;
        private final boolean hasShell;
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile boolean broken;

        Carrier(WsmanChannel channel, WsmanShell shell, boolean hasShell) {
            this.channel = channel;
            this.shell = shell;
            this.hasShell = hasShell;
        }

        @Override
        public void abort() {
            broken = true;
            channel.abort();
        }

        /** By a thread of its own: who closes may have been interrupted, and must not wait long. */
        @Override
        public void close() {
            if (closed.getAndSet(true)) {
                return;
            }
            var interrupted = Thread.interrupted();
            var end = Thread.ofVirtual().name("winrm close " + opening.target()).start(this::end);
            try {
                if (!end.join(CLOSING)) {
                    end.interrupt();
                }
            } catch (InterruptedException _) {
                interrupted = true;
                end.interrupt();
            }
            channel.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void end() {
            try {
                if (hasShell) {
                    deleteShell();
                }
            } catch (TransportException _) {
                // the computer no longer answers: it removes an idle shell by itself
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void deleteShell() throws TransportException, InterruptedException {
            try {
                if (!broken) {
                    shell.delete();
                    return;
                }
            } catch (TransportException _) {
                // over a new channel, then
            }
            try (var other = WsmanChannel.open(endpoint, login, settings, new SessionFacts())) {
                shell.delete(other);
            }
        }
    }
}
