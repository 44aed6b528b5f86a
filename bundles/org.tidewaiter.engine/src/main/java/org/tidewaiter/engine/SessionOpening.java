package org.tidewaiter.engine;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Transport;

/** Finds a transport and a credential that open a session of one kind on one device; remembers why it could not. */
final class SessionOpening {

    private final DeviceTools tools;
    private final @Nullable ScopedAddress address;
    private final @Nullable String hostName;
    private final EvidenceLog log;
    private final List<Observation> observations;
    private Shortfall shortfall = new Shortfall(GapReason.SKIPPED, "no installed transport can do this");
    private @Nullable Evidence evidence;
    private @Nullable Failure failure;
    private @Nullable Transport<?> tried;
    private boolean lacking;

    /**
     * An opening for a device.
     *
     * @param hostName the name by which the user asked for it; absent where it was an address
     */
    SessionOpening(DeviceTools tools, @Nullable ScopedAddress address, @Nullable String hostName, EvidenceLog log,
            List<Observation> observations) {
        this.tools = tools;
        this.address = address;
        this.hostName = hostName;
        this.log = log;
        this.observations = observations;
    }

    /** Why nothing was opened. */
    Shortfall shortfall() {
        return shortfall;
    }

    /** The exchange that shows it, if there was one. */
    @Nullable
    Evidence evidence() {
        return evidence;
    }

    /** How the last login failed; absent where none was tried. */
    @Nullable
    Failure failure() {
        return failure;
    }

    /** By which transport a login was tried last; absent where none was. */
    @Nullable
    Transport<?> tried() {
        return tried;
    }

    @Nullable
    LiveSession<?> open(Class<? extends Session> type) throws InterruptedException {
        for (var transport : tools.installed().transports()) {
            if (transport.sessionType() == type && transport.isLocal() == (address == null)) {
                var server = server(transport);
                var live = transport.isLocal() || server != null ? open(transport, server) : null;
                // a domain controller that refuses an account at one port does so at the other
                if (live != null || transport.party() == Party.DOMAIN_CONTROLLER && isRefused()) {
                    return live;
                }
            }
        }
        return null;
    }

    private boolean isRefused() {
        return failure == Failure.REJECTED || failure == Failure.WITHHELD || failure == Failure.DENIED;
    }

    /** Whom to connect to: the device, or a domain controller that tells of it; absent where that cannot be reached. */
    private @Nullable ScopedAddress server(Transport<?> transport) {
        if (transport.party() != Party.DOMAIN_CONTROLLER) {
            return isReachable(transport) ? address : null;
        }
        var choice = ControllerChoice.of(tools, transport, observations);
        // a port that was tried says more than one that is shut
        if (choice.controller() == null && tried == null && !lacking) {
            // of two ports that are shut both are named
            var both = shortfall.reason() == GapReason.UNREACHABLE && choice.why().reason() == GapReason.UNREACHABLE;
            shortfall = both
                    ? new Shortfall(GapReason.UNREACHABLE, shortfall.detail() + "; " + choice.why().detail())
                    : choice.why();
            evidence = choice.evidence();
        }
        return choice.controller();
    }

    private boolean isReachable(Transport<?> transport) {
        var port = tools.ports().of(transport);
        var seen = observations.stream().filter(Observation.Port.class::isInstance).map(Observation.Port.class::cast)
                .filter(p -> p.protocol() == transport.protocol() && p.port() == port).findFirst();
        if (transport.isLocal() || seen.isEmpty() || seen.get().state() == PortState.OPEN || isAmbiguous(transport, seen.get())) {
            return true;
        }
        if (tried == null && !lacking) {
            unreachable(
                    transport.id() + " cannot be reached: " + transport.protocol().name().toLowerCase(Locale.ROOT) + "/" + port
                            + " is " + seen.get().state() + " (" + seen.get().reason() + ")",
                    seen.get().evidence());
        }
        return false;
    }

    /** Of several ways that are all shut the first one is shown, and all are named. */
    private void unreachable(String why, Evidence shown) {
        var before = shortfall.reason() == GapReason.UNREACHABLE;
        shortfall = new Shortfall(GapReason.UNREACHABLE, before ? shortfall.detail() + "; " + why : why);
        evidence = before ? evidence : shown;
    }

    /** Silence of a UDP port proves nothing: what was asked may have been nothing that it answers. */
    private static boolean isAmbiguous(Transport<?> transport, Observation.Port seen) {
        return transport.protocol() == Protocol.UDP && seen.state() == PortState.NO_ANSWER;
    }

    private @Nullable LiveSession<?> open(Transport<?> transport, @Nullable ScopedAddress server) throws InterruptedException {
        if (transport.credentials().isEmpty() && transport.isLocal()) {
            return attempt(transport, server, null) instanceof Attempt.Opened opened ? opened.live() : null;
        }
        var candidates = tools.credentials().candidates(transport, address);
        if (candidates.isEmpty() && tried == null) {
            lacking = true;
            evidence = null;
            shortfall = new Shortfall(GapReason.SKIPPED,
                    "no credential covers this device for " + transport.id() + advice(transport));
        }
        for (var credential : candidates) {
            switch (attempt(transport, server, credential)) {
                case Attempt.Opened opened -> {
                    return opened.live();
                }
                case Attempt.Failed failed when !isRefusal(transport, failed.failure()) -> {
                    return null;
                }
                case Attempt.Failed _ -> {
                    // the next credential may be the right one
                }
            }
        }
        return null;
    }

    /** How to get a credential: for SNMP by what the agent speaks. */
    private String advice(Transport<?> transport) {
        if (transport.party() == Party.DOMAIN_CONTROLLER) {
            return "; add one of the domain (user@realm) with `tidewaiter credentials add`";
        }
        var engine = transport.credentials().contains(Credential.Kind.USM)
                && observations.stream().anyMatch(Observation.SnmpEngine.class::isInstance);
        return engine
                ? "; it speaks SNMPv3: add a user that it knows with `tidewaiter credentials add NAME --user USER --usm-auth sha256"
                        + " --usm-priv aes128`, or a community with `tidewaiter credentials add NAME --community`"
                : "; add one with `tidewaiter credentials add`";
    }

    private static boolean isRefusal(Transport<?> transport, Failure failure) {
        return failure == Failure.REJECTED || failure == Failure.WITHHELD
                || failure == Failure.TIMED_OUT && transport.refusesInSilence();
    }

    private sealed interface Attempt {
        record Opened(LiveSession<?> live) implements Attempt {
        }

        record Failed(Failure failure) implements Attempt {
        }
    }

    private Attempt attempt(Transport<?> transport, @Nullable ScopedAddress server, @Nullable Credential credential)
            throws InterruptedException {
        tools.listener().on(new RunEvent.DeviceStage(address == null ? "local" : address.toString(), "login " + transport.id()));
        var before = tried;
        tried = transport;
        try {
            var opening = new Opening(server, tools.ports().of(transport), credential, tools.logins(), tools.pins(), log,
                    tools.limits().connectTimeout(), tools.limits().loginTimeout(),
                    transport.party() == Party.TARGET ? hostName : null, tools.work().realm());
            return new Attempt.Opened(tools.fence().open(transport, opening));
        } catch (TransportException e) {
            if (e.failure() == Failure.WITHHELD && failure == Failure.REJECTED) {
                tried = before;
                return new Attempt.Failed(e.failure()); // that it was refused says more than that it is not sent again
            }
            shortfall = Fence.shortfall(e);
            failure = e.failure();
            if (e.failure() == Failure.PEER_CHANGED) {
                tools.listener().on(new RunEvent.Note(shortfall.detail()));
            }
            log.exchanges().stream().filter(x -> x.kind() == Exchange.Kind.SESSION).reduce((first, last) -> last)
                    .ifPresent(x -> evidence = x.evidence());
            return new Attempt.Failed(e.failure());
        }
    }
}
