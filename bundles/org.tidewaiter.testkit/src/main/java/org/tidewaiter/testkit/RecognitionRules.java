package org.tidewaiter.testkit;

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
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.Replay;

/** Recognition is pure and total, rests on evidence, and knows its own. */
final class RecognitionRules {

    private static final int ROUNDS = 2_000;
    private final DeviceFamily family;
    private final Map<String, Recording> recordings;
    private final List<Prober> decoders;

    RecognitionRules(DeviceFamily family, Map<String, Recording> recordings, List<Prober> decoders) {
        this.decoders = decoders;
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
        var observations = new RandomObservations(7);
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (var round = 0; round < 200; round++) {
                var seen = observations.some();
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
        var observations = new RandomObservations(8);
        for (var round = 0; round < ROUNDS; round++) {
            recognize(observations.some());
        }
        recognize(List.of(new Observation.BannerText(22, "SSH-2.0-" + "A".repeat(1 << 20), new Evidence(1, ""))));
        recognize(List.of(new Observation.BannerText(902, "220 " + " (".repeat(1 << 18), new Evidence(1, ""))));
        for (var flood : List.of("A".repeat(1 << 20), "1.".repeat(1 << 19), "Version (".repeat(1 << 16), ", ".repeat(1 << 18))) {
            recognize(List.of(new Observation.SnmpSystem(flood, null, flood, flood, flood, null, "2c", new Evidence(1, ""))));
            recognize(List.of(new Observation.HttpAnswer(80, false, 200, flood, flood, flood, flood, new Evidence(1, ""))));
        }
    }

    private void evidence() {
        var observations = new RandomObservations(9);
        for (var round = 0; round < ROUNDS; round++) {
            var seen = observations.some();
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
                var replayed = new Replay(Stage.with(family, decoders), event -> {
                    // nobody watches
                }).visit(visit, entry.getValue().header());
                var claims = replayed.map(Visit::claims).orElse(List.of());
                Assert.that(
                        !claims.isEmpty()
                                && (family.isFallback() || claims.getFirst().confidence().compareTo(Confidence.LIKELY) >= 0),
                        entry.getKey() + " is not recognised: " + claims);
            }
        }
    }
}
