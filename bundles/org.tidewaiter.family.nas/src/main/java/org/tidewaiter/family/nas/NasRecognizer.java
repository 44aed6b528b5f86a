package org.tidewaiter.family.nas;

import java.util.Optional;
import java.util.stream.Stream;

import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Samba;
import org.tidewaiter.api.spi.Recognizer;

/** Hints at network storage where file services are offered that ordinary hosts seldom offer. */
final class NasRecognizer implements Recognizer {

    @Override
    public Optional<Claim> recognize(Observations observations) {
        var afp = open(observations, 548, "AFP");
        var mapper = open(observations, 111, "port mapper");
        var nfs = open(observations, 2049, "NFS");
        var smb = open(observations, 445, "SMB");
        var page = open(observations, 5000, "management page of some makers");
        var nfsServed = mapper.isPresent() && nfs.isPresent();
        var managed = smb.isPresent() && page.isPresent();
        if (afp.isEmpty() && !nfsServed && !managed) {
            return Optional.empty();
        }
        // Network storage serves its shares by Samba mostly, so that Samba speaks for it no less than for a computer.
        var because = Stream.concat(Stream.of(afp, mapper, nfs, smb, page).flatMap(Optional::stream),
                Samba.signs(observations).stream()).toList();
        return Optional.of(new Claim(NasFamily.ID, null, null, null, Confidence.HINT, because));
    }

    private static Optional<Because> open(Observations observations, int port, String service) {
        return observations.openEvidence(Protocol.TCP, port)
                .map(e -> new Because("TCP " + port + " is open (" + service + ")", e));
    }
}
