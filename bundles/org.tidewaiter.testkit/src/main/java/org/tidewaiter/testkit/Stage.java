package org.tidewaiter.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.SnmpReplies;
import org.tidewaiter.engine.spi.Transport;

/** The shapes of the transports and of the probers, for replays: they never connect. */
final class Stage {

    private Stage() {
    }

    /** One family with the shapes around it; the decoders of whoever has some come first. */
    static Installed with(DeviceFamily family, List<Prober> decoders) {
        var probers = new ArrayList<>(decoders);
        probers.addAll(List.of(new BannerShape(), new SnmpShape()));
        return new Installed(List.of(family), probers, List.of(
                new Shape<>("local", ShellSession.class, Protocol.TCP, 0, Set.of()),
                new Shape<>("ssh", ShellSession.class, Protocol.TCP, 22, Set.of(Credential.Kind.PASSWORD, Credential.Kind.KEY)),
                new Shape<>("winrm", PowerShellSession.class, Protocol.TCP, 5985, Set.of(Credential.Kind.PASSWORD)),
                new Shape<>("winrm-tls", PowerShellSession.class, Protocol.TCP, 5986, Set.of(Credential.Kind.PASSWORD)),
                new Shape<>("smb", RpcSession.class, Protocol.TCP, 445, Set.of(Credential.Kind.PASSWORD)),
                new Shape<>("ldap", LdapSession.class, Protocol.TCP, 389, Set.of(Credential.Kind.PASSWORD)),
                new Shape<>("ldaps", LdapSession.class, Protocol.TCP, 636, Set.of(Credential.Kind.PASSWORD)),
                new Shape<>("smb-files", FileShareSession.class, Protocol.TCP, 445, Set.of(Credential.Kind.PASSWORD)),
                new Shape<>("snmp", SnmpSession.class, Protocol.UDP, 161,
                        Set.of(Credential.Kind.COMMUNITY, Credential.Kind.USM))));
    }

    private record Shape<S extends Session>(String id, Class<S> sessionType, Protocol protocol, int port,
            Set<Credential.Kind> credentials) implements Transport<S> {
        @Override
        public boolean isLocal() {
            return port == 0;
        }

        @Override
        public Party party() {
            return sessionType == LdapSession.class || sessionType == FileShareSession.class ? Party.DOMAIN_CONTROLLER
                    : Party.TARGET;
        }

        @Override
        public boolean refusesInSilence() {
            return protocol == Protocol.UDP;
        }

        @Override
        public LiveSession<S> open(Opening opening) {
            throw new IllegalStateException("a shape is never opened");
        }
    }

    /** Decodes as the transport does: the reading of stored variables is the engine's. */
    private static final class SnmpShape implements Prober {
        @Override
        public boolean supports(Probe probe) {
            return probe instanceof Probe.SnmpSystem;
        }

        @Override
        public ProbeAnswer ask(Question question) {
            throw new IllegalStateException("a shape asks nobody");
        }

        @Override
        public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
            return SnmpReplies.system(bytes, evidence);
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
