package org.tidewaiter.family.windows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.Assertions;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;
import org.tidewaiter.engine.CredentialSource;
import org.tidewaiter.engine.DeviceTask;
import org.tidewaiter.engine.DeviceTools;
import org.tidewaiter.engine.DomainControllers;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.Ports;
import org.tidewaiter.engine.Work;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SweepProber;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.family.windows.step.directory.DirectoryComputerStep;
import org.tidewaiter.testkit.GrowingLog;
import org.tidewaiter.testkit.lab.Lab;
import org.tidewaiter.transport.ldap.LdapsTransport;
import org.tidewaiter.transport.ldap.StartTlsTransport;
import org.tidewaiter.transport.smb.SmbFileTransport;

/**
 * An audit of a device that is taken for a Windows domain controller, of which nothing but the directory answers. The lab has none: its
 * Samba is the directory, and would be recognised as Samba.
 *
 * @param state of the directory's two ports
 */
record DirectoryVisit(PortState state) {

    static final String DC1 = "10.77.0.25";

    /** The family, for a device that is recognised at once. */
    private static final class Taken implements DeviceFamily {
        @Override
        public String id() {
            return WindowsFamily.ID;
        }

        @Override
        public String label() {
            return "Windows";
        }

        @Override
        public List<PortRule> portRules() {
            return WindowsPorts.RULES;
        }

        @Override
        public List<Probe> probes() {
            return List.of(new Probe.TcpConnect(135));
        }

        @Override
        public Recognizer recognizer() {
            return seen -> seen.of(Observation.Port.class).findFirst()
                    .map(p -> new Claim(id(), null, null, null, Confidence.LIKELY,
                            List.of(new Because("the test says so", p.evidence()))));
        }

        @Override
        public Auditor auditor() {
            return new Auditor() {
                @Override
                public List<AuditStep<?>> steps() {
                    return DirectorySteps.ALL.stream().<AuditStep<?>> map(Taken::named).toList();
                }

                @Override
                public List<AuditStep<?>> steps(Claim claim, Observations observations) {
                    return steps();
                }
            };
        }

        private static AuditStep<?> named(AuditStep<?> step) {
            return step instanceof DirectoryComputerStep ? new DirectoryComputerStep("DC1", "ad.lab.test") : step;
        }
    }

    /** Gives the device a sign of life. */
    private record Open() implements SweepProber {
        @Override
        public boolean supports(Probe probe) {
            return probe instanceof Probe.TcpConnect;
        }

        @Override
        public void ask(Question question, Consumer<ProbeAnswer> answer) {
            answer.accept(new ProbeAnswer(PortState.OPEN, "syn-ack", Duration.ofMillis(1), new byte[0]));
        }

        @Override
        public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
            return Optional.empty();
        }
    }

    /** An audit in the lab's network. */
    Visit run(Lab lab) throws Exception {
        return lab.inside(() -> visit(DC1, Purpose.AUDIT));
    }

    /** What can be done with a device, without a login. */
    Readiness judge(String device) throws Exception {
        var readiness = visit(device, Purpose.READINESS).readiness();
        return readiness == null ? Assertions.fail("nothing was judged") : readiness;
    }

    private Visit visit(String device, Purpose purpose) throws Exception {
        var gate = new ScopeGate(List.of(new Prefix(IpAddress.parse("10.77.0.0"), 24)), List.of());
        var answer = new ProbeAnswer(state, state == PortState.OPEN ? "syn-ack" : "refused", Duration.ofMillis(1),
                DC1.getBytes(StandardCharsets.US_ASCII));
        var open = new ProbeAnswer(PortState.OPEN, "syn-ack", Duration.ofMillis(1), DC1.getBytes(StandardCharsets.US_ASCII));
        var others = purpose == Purpose.AUDIT ? answer : open;
        var controllers = new DomainControllers(Map.of(88, others, 389, others, 445, answer, 636, others),
                new Realm("ad.lab.test", List.of(gate.admit(IpAddress.parse(DC1)))));
        var account = new Credential("domain", Credential.Kind.PASSWORD, "auditor@ad.lab.test", "ad.lab.test", List.of(),
                new Secret(Lab.PASSWORD.toCharArray()), null, Elevation.NEVER, null);
        var tools = DeviceTools.of(
                new Installed(List.of(new Taken()), List.of(new Open()),
                        List.of(new StartTlsTransport(), new LdapsTransport(), new SmbFileTransport())),
                Ports.REGISTERED, CredentialSource.of(List.of(account)), (credential, leg) -> leg.run(), PeerPins.FORGETFUL,
                Limits.DEFAULT, (party, address) -> Optional.empty(),
                new Work(purpose, purpose == Purpose.AUDIT, Set.of(), "", controllers), event -> {
                    // nobody watches
                });
        return new DeviceTask(tools, gate.admit(IpAddress.parse(device)), null, new GrowingLog()).run().orElseThrow();
    }
}
