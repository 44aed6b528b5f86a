package org.tidewaiter.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.Transport;

/** The shapes of the shell transports and of the TCP prober, for replays: they never connect. */
final class Stage {

    private Stage() {
    }

    /** One family with the shapes around it. */
    static Installed with(DeviceFamily family) {
        return new Installed(List.of(family), List.of(new BannerShape()),
                List.of(new ShellShape("local", 0), new ShellShape("ssh", 22)));
    }

    private record ShellShape(String id, int port) implements Transport<ShellSession> {
        @Override
        public Class<ShellSession> sessionType() {
            return ShellSession.class;
        }

        @Override
        public boolean isLocal() {
            return port == 0;
        }

        @Override
        public Set<Credential.Kind> credentials() {
            return isLocal() ? Set.of() : Set.of(Credential.Kind.PASSWORD, Credential.Kind.KEY);
        }

        @Override
        public LiveSession<ShellSession> open(Opening opening) {
            throw new IllegalStateException("a shape is never opened");
        }
    }

    /** Decodes a plain line, which is all that recordings of honest servers hold. */
    private static final class BannerShape implements Prober {
        @Override
        public boolean supports(Probe probe) {
            return probe instanceof Probe.TcpConnect || probe instanceof Probe.Banner;
        }

        @Override
        public ProbeAnswer ask(Question question) {
            throw new IllegalStateException("a shape asks nobody");
        }

        @Override
        public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
            var text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            return probe instanceof Probe.Banner && !text.isEmpty() && text.length() <= 1024
                    ? Optional.of(new Observation.BannerText(probe.port(), text, evidence))
                    : Optional.empty();
        }
    }
}
