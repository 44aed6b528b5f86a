package org.tidewaiter.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.Replay;

/** Recognition is pure and total, rests on evidence, and knows its own. */
final class RecognitionRules {

    private static final int ROUNDS = 2_000;
    private static final List<String> WORDS = List.of("SSH-2.0-OpenSSH_9.2p1 Debian-2", "SSH-2.0-OpenSSH_for_Windows_8.1",
            "SSH-2.0-dropbear_2022.83",
            "SSH-2.0-Cisco-1.25", "220 VMware Authentication Daemon Version 1.10", "SSH-2.0-", "SSH-", "", "\u0000\u0001\uffff",
            "\u202eHSS",
            "220 ftp.example FTP", "HTTP/1.1 400 Bad Request");

    private final DeviceFamily family;
    private final Map<String, Recording> recordings;

    RecognitionRules(DeviceFamily family, Map<String, Recording> recordings) {
        this.family = family;
        this.recordings = recordings;
    }

    List<Rule> rules() {
        return List.of(new Rule("recognition is pure: order, repeats and threads change nothing", this::pure),
                new Rule("recognition is total: no observation makes it throw", this::total),
                new Rule("a claim rests on evidence among the observations", this::evidence),
                new Rule("the family recognises its own recordings", this::own));
    }

    private void pure() throws Exception {
        var random = new Random(7);
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (var round = 0; round < 200; round++) {
                var seen = random(random);
                var expected = recognize(seen);
                var variants = new ArrayList<Callable<Optional<Claim>>>();
                for (var i = 0; i < 32; i++) {
                    var shuffled = new ArrayList<>(seen);
                    shuffled.addAll(seen);
                    Collections.shuffle(shuffled, random);
                    variants.add(() -> recognize(shuffled));
                }
                for (var future : threads.invokeAll(variants)) {
                    Assert.that(future.get().equals(expected),
                            "another order gave " + future.get() + " instead of " + expected + " for " + seen);
                }
            }
        }
    }

    private Optional<Claim> recognize(List<Observation> seen) {
        return family.recognizer().recognize(new Observations(seen));
    }

    private void total() {
        var random = new Random(8);
        for (var round = 0; round < ROUNDS; round++) {
            recognize(random(random));
        }
        recognize(List.of(new Observation.BannerText(22, "SSH-2.0-" + "A".repeat(1 << 20), new Evidence(1, ""))));
        recognize(List.of(new Observation.BannerText(902, "220 " + " (".repeat(1 << 18), new Evidence(1, ""))));
    }

    private void evidence() {
        var random = new Random(9);
        for (var round = 0; round < ROUNDS; round++) {
            var seen = random(random);
            recognize(seen).ifPresent(claim -> {
                Assert.that(claim.family().equals(family.id()), "claims for family " + claim.family());
                claim.because()
                        .forEach(because -> Assert.that(seen.stream().anyMatch(o -> o.evidence().equals(because.evidence())),
                                because + " rests on nothing that was seen"));
            });
        }
    }

    private void own() throws Exception {
        for (var entry : recordings.entrySet()) {
            for (var visit : entry.getValue().visits()) {
                var replayed = new Replay(Stage.with(family), event -> {
                    // nobody watches
                }).visit(visit, entry.getValue().header());
                var claims = replayed.map(Visit::claims).orElse(List.of());
                Assert.that(!claims.isEmpty() && claims.getFirst().confidence().compareTo(Confidence.LIKELY) >= 0,
                        entry.getKey() + " is not recognised: " + claims);
            }
        }
    }

    private static List<Observation> random(Random random) {
        var seen = new ArrayList<Observation>();
        for (var i = random.nextInt(6); i >= 0; i--) {
            var evidence = new Evidence(i + 1, "");
            var port = List.of(22, 80, 135, 139, 443, 445, 548, 631, 902, 2049, 5985, 9100).get(random.nextInt(12));
            seen.add(switch (random.nextInt(4)) {
                case 0 -> new Observation.BannerText(port, WORDS.get(random.nextInt(WORDS.size())), evidence);
                case 1 -> new Observation.ShellGreeting(List.of("Linux", "Darwin", "SunOS", "").get(random.nextInt(4)), "6.1",
                        "x86_64", evidence);
                default -> portState(random, port, evidence);
            });
        }
        return seen;
    }

    private static Observation portState(Random random, int port, Evidence evidence) {
        var state = PortState.values()[random.nextInt(PortState.values().length)];
        return new Observation.Port(Protocol.TCP, port, state, "syn-ack", Duration.ofMillis(random.nextInt(200)), evidence);
    }
}
