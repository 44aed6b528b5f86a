package org.tidewaiter.family.windows;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.Replay;

/** Replays a recorded host with one family. */
final class Replays {

    private Replays() {
    }

    static Visit visit(DeviceFamily family, Recording recording) {
        var installed = new Installed(List.of(family), List.of(new Ports()), List.of(new WinRm()));
        return new Replay(installed, event -> {
            // nobody watches
        }).visit(recording.visits().getFirst(), recording.header()).orElseThrow();
    }

    /** Open ports are all that is seen from outside. */
    private static final class Ports implements Prober {
        @Override
        public boolean supports(Probe probe) {
            return probe instanceof Probe.TcpConnect;
        }

        @Override
        public ProbeAnswer ask(Question question) {
            throw new IllegalStateException("a shape asks nobody");
        }

        @Override
        public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
            return Optional.empty();
        }
    }

    /** The shape of the transport; it is never opened. */
    private static final class WinRm implements Transport<PowerShellSession> {
        @Override
        public String id() {
            return "winrm";
        }

        @Override
        public Class<PowerShellSession> sessionType() {
            return PowerShellSession.class;
        }

        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public Protocol protocol() {
            return Protocol.TCP;
        }

        @Override
        public int port() {
            return 5985;
        }

        @Override
        public boolean refusesInSilence() {
            return false;
        }

        @Override
        public Set<Credential.Kind> credentials() {
            return Set.of(Credential.Kind.PASSWORD);
        }

        @Override
        public LiveSession<PowerShellSession> open(Opening opening) {
            throw new IllegalStateException("a shape is never opened");
        }
    }
}
