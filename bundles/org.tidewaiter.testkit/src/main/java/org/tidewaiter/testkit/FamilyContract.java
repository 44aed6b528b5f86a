package org.tidewaiter.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.replay.Recording;

/**
 * What every device family keeps: well-formed ids, legal ports, pure and total recognition, promises, evidence, clean values, pure checks, and calm before
 * hostile replies, failures and cancellation. Runs on the family's own recordings.
 */
public final class FamilyContract {

    private static final List<Integer> PRINTING_PORTS = List.of(9100, 9101, 9102, 9103, 9104, 9105, 9106, 9107);

    private final DeviceFamily family;
    private final Path readme;
    private final RecognitionRules recognition;
    private final RecordingRules recordings;
    private final CheckRules checks;

    /**
     * A contract to check.
     *
     * @param recordings name to recording; may be empty while a family only recognises
     * @param readme     the family's README.md
     */
    public FamilyContract(DeviceFamily family, Map<String, Recording> recordings, Path readme) {
        this(family, recordings, readme, List.of());
    }

    /**
     * A contract of a family that recognises by more than banners and SNMP.
     *
     * @param decoders the probers that decode what its recordings hold, such as those of transport.net; none is asked
     */
    public FamilyContract(DeviceFamily family, Map<String, Recording> recordings, Path readme, List<Prober> decoders) {
        this(family, recordings, readme, decoders, List.of());
    }

    /**
     * A contract of a family whose checks look for what no recording shows.
     *
     * @param cases what was read of devices, written by hand
     */
    public FamilyContract(DeviceFamily family, Map<String, Recording> recordings, Path readme, List<Prober> decoders,
            List<List<Statement>> cases) {
        this.family = family;
        this.readme = readme;
        recognition = new RecognitionRules(family, recordings, decoders);
        this.recordings = new RecordingRules(family, recordings, decoders);
        checks = new CheckRules(family, recordings, decoders, cases);
    }

    /** The rules, in the order in which a newcomer would break them. */
    public List<Rule> rules() {
        return Stream
                .of(List.of(new Rule("ids are well formed and unique", this::ids),
                        new Rule("ports are legal and say what they are for", this::ports),
                        new Rule("probes are harmless", this::probes),
                        new Rule("the README's ports are the code's", () -> ReadmePorts.check(readme, family.portRules()))),
                        recognition.rules(), recordings.rules(), checks.rules())
                .flatMap(List::stream).toList();
    }

    private void ids() {
        Assert.that(family.id().matches("[a-z][a-z0-9]*(\\.[a-z0-9-]+)*"), "bad family id " + family.id());
        Assert.that(!family.label().isBlank(), "no label");
        var steps = new HashSet<String>();
        var texts = new HashMap<String, String>();
        for (var step : family.auditor().steps()) {
            Assert.that(step.id().matches("[a-z]+(-[a-z]+)*"), "bad step id " + step.id());
            Assert.that(steps.add(step.id()), "two steps are called " + step.id());
            Assert.that(!step.promises().isEmpty(), step.id() + " promises nothing");
            step.promises().forEach(DataClass::of);
            var requests = new HashSet<String>();
            for (var request : step.requests()) {
                Assert.that(request.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), "bad request id " + request.id());
                Assert.that(requests.add(request.id()), step.id() + " has two requests called " + request.id());
                Assert.that(request.text().equals(texts.computeIfAbsent(request.id(), _ -> request.text())),
                        step.id() + " and another step have two requests called " + request.id());
            }
            Assert.that(!step.timeout().isNegative() && step.timeout().toMinutes() <= 10,
                    step.id() + " may take " + step.timeout());
        }
        for (var type : family.auditor().steps().stream().flatMap(s -> s.promises().stream()).distinct().toList()) {
            var own = !type.getPackageName().equals("org.tidewaiter.api.data");
            Assert.that(!own || DataClass.of(type).id().startsWith(family.id() + "."),
                    DataClass.of(type).id() + " must begin with " + family.id() + ".");
        }
    }

    private void ports() {
        var ids = new HashSet<String>();
        for (var rule : family.portRules()) {
            Assert.that(ids.add(rule.id()), "two rules are called " + rule.id());
            Assert.that(rule.id().startsWith(family.id() + "-"), rule.id() + " must begin with " + family.id() + "-");
            Assert.that(rule.protocol() == Protocol.ICMP || rule.port() > 0, rule.id() + " has no port");
            Assert.that(!rule.purpose().isBlank() && !rule.effect().isBlank(), rule.id() + " says no purpose or effect");
        }
    }

    private void probes() {
        for (var probe : family.probes()) {
            Assert.that(!PRINTING_PORTS.contains(probe.port()) || probe instanceof Probe.TcpConnect,
                    probe.text() + ": a printer prints what arrives there");
        }
    }
}
