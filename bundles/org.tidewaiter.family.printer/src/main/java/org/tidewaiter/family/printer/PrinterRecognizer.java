package org.tidewaiter.family.printer;

import java.util.Optional;
import java.util.stream.Stream;

import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.Recognizer;

/** Hints at a printer where print jobs are taken. A print server takes them too. */
final class PrinterRecognizer implements Recognizer {

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var because = Stream.of(open(observations, 9100, "raw printing"), open(observations, 631, "IPP"))
                .flatMap(Optional::stream).toList();
        return because.isEmpty()
                ? Optional.empty()
                : Optional.of(new Claim(PrinterFamily.ID, null, null, null, Confidence.HINT, because));
    }

    private static Optional<Because> open(Observations observations, int port, String service) {
        return observations.openEvidence(Protocol.TCP, port)
                .map(e -> new Because("TCP " + port + " is open (" + service + ")", e));
    }
}
