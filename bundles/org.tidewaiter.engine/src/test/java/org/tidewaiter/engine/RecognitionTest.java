package org.tidewaiter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Evidence;

/** Who wins when several families claim a device. */
class RecognitionTest {

    private static Claim claim(String family, Confidence confidence, int reasons) {
        return new Claim(family, null, null, null, confidence,
                IntStream.rangeClosed(1, reasons).mapToObj(i -> new Because("seen", new Evidence(i, ""))).toList());
    }

    private static String ranked(Claim... claims) {
        var recognition = Recognition.rank(List.of(claims), Set.of("scan"));
        var reversed = Recognition.rank(new ArrayList<>(List.of(claims)).reversed(), Set.of("scan"));
        assertEquals(recognition.claims(), reversed.claims(), "the order of the claims decided");
        return recognition.claims().stream().map(Claim::family).collect(Collectors.joining(" "))
                + (recognition.ambiguous() ? " ambiguous" : "");
    }

    @Test
    void confidenceBeatsEvidenceAndEvidenceBeatsTheAlphabet() {
        assertEquals("unix nas", ranked(claim("nas", Confidence.HINT, 5), claim("unix", Confidence.LIKELY, 1)));
        assertEquals("unix nas", ranked(claim("nas", Confidence.HINT, 1), claim("unix", Confidence.HINT, 2)));
        assertEquals("nas unix ambiguous", ranked(claim("unix", Confidence.LIKELY, 2), claim("nas", Confidence.LIKELY, 2)));
    }

    @Test
    void whoClaimsOnlyWhatNobodyKnowsIsLastAndTiesWithNobody() {
        assertEquals("printer scan", ranked(claim("scan", Confidence.HINT, 4), claim("printer", Confidence.HINT, 1)));
        assertEquals("scan", ranked(claim("scan", Confidence.HINT, 1)));
    }
}
