package org.tidewaiter.api.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** RFC 4517 section 3.3.13, as directories write it: to the second, in UTC or with an offset. */
final class GeneralizedTime {

    private static final Pattern FORM = Pattern.compile(
            "([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:[.,][0-9]{1,9})?(?:Z|([+-])([0-9]{2})([0-9]{2})?)");

    private GeneralizedTime() {
    }

    static Optional<Instant> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var local = LocalDateTime.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)),
                    number(parts.group(4)), number(parts.group(5)), number(parts.group(6)));
            var minutes = parts.group(7) == null ? 0
                    : 60 * number(parts.group(8)) + (parts.group(9) == null ? 0 : number(parts.group(9)));
            return Optional.of(
                    local.toInstant(ZoneOffset.UTC).minusSeconds("-".equals(parts.group(7)) ? -60L * minutes : 60L * minutes));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
