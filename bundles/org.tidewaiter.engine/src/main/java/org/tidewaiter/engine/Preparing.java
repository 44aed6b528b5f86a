package org.tidewaiter.engine;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Change;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.spi.Preparation;
import org.tidewaiter.engine.Changes.Outcome;
import org.tidewaiter.engine.spi.ChangeLog.Entry;
import org.tidewaiter.engine.spi.ChangeTransport;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Visit;

/** Prepares devices so that they can be audited, and takes that back. One object serves one demand of the user. */
public final class Preparing {

    private final Installed installed;
    private final List<ChangeTransport> transports;
    private final Changes changes;
    private final ScopeGate gate;
    private final PeerPins pins;
    private final Limits limits;
    private final LockoutGuard guard;

    /**
     * Tools.
     *
     * @param transports who can make changes
     * @param changes    where they are written down
     * @param gate       which devices may be touched
     */
    public Preparing(Installed installed, List<ChangeTransport> transports, Changes changes, ScopeGate gate, PeerPins pins,
            Limits limits) {
        this.installed = installed;
        this.transports = List.copyOf(transports);
        this.changes = changes;
        this.gate = gate;
        this.pins = pins;
        this.limits = limits;
        guard = new LockoutGuard(limits.refusalsAllowed(), changes.words());
    }

    /**
     * Makes the changes that a device needs, if it needs any and is surely of a family that offers them.
     *
     * @param visit      what was seen of it without a login
     * @param credential the login for the changes
     * @throws IOException when changes cannot be written down
     */
    public Outcome prepare(Visit visit, Credential credential) throws IOException, InterruptedException {
        var made = new Outcome(0, 0, null);
        for (var preparation : needed(visit)) {
            var why = why(visit, preparation).orElse("");
            if (visit.suspicion() != null || visit.claims().getFirst().confidence() == Confidence.HINT) {
                changes.words().accept(visit.address() + ": nothing was changed, since it is not sure what the device is: "
                        + visit.claims().getFirst().because().getFirst().reason());
                continue;
            }
            changes.words().accept(visit.address() + ": " + preparation.title() + ": " + why);
            made = sum(made, prepare(visit, preparation, credential));
        }
        return made;
    }

    /** Why a device that was seen so cannot be audited before it is prepared; empty where it can, or where nothing could be prepared. */
    public Optional<String> needs(Visit visit) {
        return needed(visit).stream().flatMap(p -> why(visit, p).stream()).findFirst();
    }

    private List<Preparation> needed(Visit visit) {
        return visit.claims().isEmpty() ? List.of()
                : installed.families().stream().filter(f -> f.id().equals(visit.claims().getFirst().family()))
                        .flatMap(f -> f.preparations().stream()).filter(p -> why(visit, p).isPresent()).toList();
    }

    private static Optional<String> why(Visit visit, Preparation preparation) {
        return preparation.neededFor(new Observations(List.copyOf(visit.ports())));
    }

    /** Names of the credentials that were refused and are not sent again. */
    public Set<String> refused() {
        return guard.suspended();
    }

    private static Outcome sum(Outcome one, Outcome other) {
        return new Outcome(one.done() + other.done(), one.left() + other.left(),
                other.reason() == null ? one.reason() : other.reason());
    }

    private Outcome prepare(Visit visit, Preparation preparation, Credential credential)
            throws IOException, InterruptedException {
        var address = IpAddress.parse(visit.address());
        var wanted = preparation.changes(installed.links().source(address));
        var shut = shut(visit, preparation);
        if (shut.isPresent()) {
            var reason = visit.address() + ": nothing was changed: " + shut.get();
            changes.words().accept(reason);
            return new Outcome(0, wanted.size(), reason);
        }
        var outcome = changes.make(visit.address(), preparation.id(), wanted, credential.name(), () -> {
            var transport = transport(wanted, credential);
            return transport.open(opening(address, transport, credential));
        });
        var reason = outcome.reason();
        if (reason != null) {
            changes.words().accept(reason.startsWith(visit.address()) ? reason : visit.address() + ": " + reason);
        }
        return outcome;
    }

    /** The first port that the changes cannot go through, in words. */
    private static Optional<String> shut(Visit visit, Preparation preparation) {
        for (var port : preparation.through().stream().sorted().toList()) {
            var seen = visit.ports().stream().filter(p -> p.protocol() == Protocol.TCP && p.port() == port).findFirst();
            if (seen.isEmpty() || seen.get().state() != PortState.OPEN) {
                return Optional.of("tcp/" + port + ", through which it goes, "
                        + (seen.isEmpty() ? "was not asked" : "is " + seen.get().state() + " (" + seen.get().reason() + ")")
                        + "; open it, or prepare the device by hand");
            }
        }
        return Optional.empty();
    }

    private ChangeTransport transport(List<Change> wanted, Credential credential) throws TransportException {
        return transports.stream().filter(t -> wanted.stream().allMatch(t::supports))
                .filter(t -> t.credentials().contains(credential.kind())).findFirst()
                .orElseThrow(() -> new TransportException(Failure.UNSUPPORTED, "no installed transport makes such changes with "
                        + "credential " + credential.name()));
    }

    private Opening opening(IpAddress address, ChangeTransport transport, Credential credential) throws TransportException {
        // Whoever names it for preparing means it for SMB, whatever service it is kept for otherwise.
        if (!credential.covers(address)) {
            throw new TransportException(Failure.WITHHELD, "credential " + credential.name() + " is not meant for " + address
                    + "; name another, or add it again with --hosts");
        }
        return new Opening(gate.admit(address), transport.port(), credential, guard, pins,
                new VisitLog(new Redactor(List.of(credential)), InstantSource.system()), limits.connectTimeout(),
                limits.loginTimeout());
    }

    /** Finds the login of an earlier change. */
    @FunctionalInterface
    public interface Logins {
        /** By its name; empty where it is gone. */
        Optional<Credential> of(String name) throws IOException;
    }

    /**
     * Takes back all that stands.
     *
     * @throws IOException when that cannot be written down
     */
    public Outcome undo(Logins logins) throws IOException, InterruptedException {
        var known = new ArrayList<Credential>();
        var pending = changes.pending();
        for (var name : pending.stream().map(Entry::credential).distinct().toList()) {
            logins.of(name).ifPresent(known::add);
        }
        return changes.undo(pending, entry -> {
            var credential = known.stream().filter(c -> c.name().equals(entry.credential())).findFirst()
                    .orElseThrow(() -> new TransportException(Failure.WITHHELD, "credential " + entry.credential()
                            + ", with which it was changed, is gone; add it again, or name another with --credential"));
            var transport = transport(List.of(entry.change()), credential);
            var opening = opening(IpAddress.parse(entry.address()), transport, credential);
            return () -> transport.open(opening);
        });
    }
}
