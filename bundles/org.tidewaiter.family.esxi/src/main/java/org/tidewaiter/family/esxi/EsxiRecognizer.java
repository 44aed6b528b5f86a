package org.tidewaiter.family.esxi;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Confidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.spi.Recognizer;

/** Tells a VMware host by the greeting of its authentication daemon. */
final class EsxiRecognizer implements Recognizer {

    private static final int AUTHENTICATION_DAEMON = 902;
    private static final Pattern GREETING = Pattern.compile("^220 VMware Authentication Daemon Version [0-9.]{1,20}");

    @Override
    public Optional<Claim> recognize(Observations observations) {
        // no product and no version: VMware's desktop products bring the same daemon, and the version is the daemon's
        return observations.of(Observation.BannerText.class)
                .filter(b -> b.port() == AUTHENTICATION_DAEMON && GREETING.matcher(b.text()).find())
                .min(Comparator.comparing((Observation.BannerText b) -> b.evidence().exchange())
                        .thenComparing(Observation.BannerText::text))
                .map(b -> new Because("TCP 902 says \"" + match(b.text()) + "\"", b.evidence()))
                .map(because -> new Claim(EsxiFamily.ID, "VMware", null, null, Confidence.LIKELY, List.of(because)));
    }

    private static String match(String banner) {
        var found = GREETING.matcher(banner);
        return found.find() ? found.group() : "";
    }
}
