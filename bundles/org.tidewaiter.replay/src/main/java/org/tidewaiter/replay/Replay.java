package org.tidewaiter.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.CredentialSource;
import org.tidewaiter.engine.DeviceTask;
import org.tidewaiter.engine.DeviceTools;
import org.tidewaiter.engine.DomainControllers;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.Ports;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Work;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.EvidenceChain;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.RunEvent;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.engine.spi.Visit;

/** Runs a recording through the installed families: same evidence, same code, so the same facts; no network. */
public final class Replay {

    /** How the probes of domain controllers are called, {@link Probe.ControllerConnect#text}. */
    private static final String CONTROLLER = " connect to the domain controller";

    private final Installed installed;
    private final RunEvent.Listener listener;
    private final List<String> missing = new ArrayList<>();

    /** A replay with these families. Transports and probers lend their shape; none is asked. */
    public Replay(Installed installed, RunEvent.Listener listener) {
        this.installed = installed;
        this.listener = listener;
    }

    /** What was asked and stands in no recording, by all visits so far; a replay with any is no replay. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /** Replays a whole run into a journal. */
    public void run(Recording recording, RunJournal journal) throws IOException, InterruptedException {
        journal.begin(recording.header());
        var roots = new TreeMap<String, String>();
        for (var recorded : recording.visits()) {
            var visit = visit(recorded, recording.header());
            if (visit.isPresent()) {
                roots.put(visit.get().address(), visit.get().root());
                journal.commit(visit.get());
            }
        }
        journal.finish(footer(recording, EvidenceChain.rootOf(List.copyOf(roots.values()))));
    }

    private static RunFooter footer(Recording recording, String root) {
        var footer = recording.footer();
        if (footer != null) {
            return new RunFooter(footer.finished(), footer.ending(), footer.asked(), footer.silent(), footer.notes(), root);
        }
        var last = recording.visits().stream().flatMap(v -> v.exchanges().stream()).map(e -> e.started().plus(e.duration()))
                .max(Comparator.<Instant> naturalOrder()).orElse(recording.header().started());
        return new RunFooter(last, Ended.CANCELLED, recording.visits().size(), 0,
                List.of("the recorded run has no end: it was killed"), root);
    }

    /** Replays one visit; empty when the evidence shows no sign of life. */
    public Optional<Visit> visit(RecordedVisit recorded, RunHeader header) {
        var playback = new Playback(recorded.exchanges());
        var transports = new ArrayList<Transport<?>>();
        for (var transport : installed.transports()) {
            RecordedTransport.of(playback, transport).ifPresent(transports::add);
        }
        var prober = new RecordedProber(playback,
                Stream.concat(installed.probers().stream(), Stream.of(new DomainControllers(Map.of(), new Realm("", List.of()))))
                        .toList());
        var tools = DeviceTools.of(new Installed(installed.families(), List.of(prober), transports), ports(header),
                recordedLogins(playback),
                (credential, leg) -> leg.run(), PeerPins.FORGETFUL, Limits.DEFAULT.loginOnHint(opensSessions(recorded)),
                // stands for whoever was asked about the device
                (party, device) -> Optional.of(device), work(recorded, header), listener);
        var name = recorded.asked().equals(recorded.address()) ? null : recorded.asked();
        var visit = new DeviceTask(tools, scoped(recorded.address()), name, playback).run();
        missing.addAll(playback.hasCuts() ? List.of() : playback.missing());
        return visit;
    }

    /** Whether a login was tried: then a hint was worth one, if it was no more. */
    private static boolean opensSessions(RecordedVisit recorded) {
        return recorded.exchanges().stream().anyMatch(e -> e.kind() == Exchange.Kind.SESSION);
    }

    /** With the domain controllers that the visit was told of. */
    private static Work work(RecordedVisit recorded, RunHeader header) {
        var plain = Work.of(header.purpose());
        var controllers = recorded.exchanges().stream()
                .filter(e -> e.kind() == Exchange.Kind.PROBE && e.requestId().endsWith(CONTROLLER) && e.out().length > 0)
                .map(e -> scoped(new String(e.out(), StandardCharsets.US_ASCII))).filter(Objects::nonNull).distinct().toList();
        return controllers.isEmpty() ? plain
                : new Work(plain.purpose(), plain.logsIn(), plain.onlyTcp(), plain.assumed(),
                        new DomainControllers(Map.of(), new Realm("", controllers)));
    }

    private static Ports ports(RunHeader header) {
        try {
            return Ports.parse(header.ports());
        } catch (TargetException e) {
            throw new IllegalArgumentException("the recording's ports cannot be read", e);
        }
    }

    private static @Nullable ScopedAddress scoped(String address) {
        var parsed = IpAddress.tryParse(address).orElse(null);
        if (parsed == null) {
            return null;
        }
        try {
            return new ScopeGate(List.of(Prefix.of(parsed)), List.of()).admit(parsed);
        } catch (TransportException e) {
            throw new IllegalStateException("a gate of one address admits it", e);
        }
    }

    /** The logins that were tried, by name and without secrets. */
    private static CredentialSource recordedLogins(Playback playback) {
        return new CredentialSource() {
            @Override
            public List<Credential> candidates(Transport<?> transport, @Nullable ScopedAddress address) {
                return playback.credentials(transport.id()).stream().map(name -> credential(name)).toList();
            }

            @Override
            public List<Credential> candidates(Prober prober, ScopedAddress address) {
                return List.of(credential("recorded"));
            }
        };
    }

    private static Credential credential(String name) {
        return new Credential(name, Credential.Kind.PASSWORD, "", "local", List.of(), new Secret(new char[0]), null,
                Credential.Elevation.NEVER, null);
    }
}
