package org.tidewaiter.api.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a moment: CIM's own (DSP0004 section 5.2.4), ISO 8601, and what {@code ConvertTo-Json} of Windows PowerShell makes of it. */
final class CimDateTime {

    private static final Pattern CIM = Pattern
            .compile("([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})\\.([0-9]{6})([+-])([0-9]{3})");
    private static final Pattern JSON = Pattern.compile("/Date\\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\\)/");
    private static final Pattern ISO = Pattern
            .compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");

    private CimDateTime() {
    }

    static Optional<Instant> parse(String text) {
        try {
            var json = JSON.matcher(text);
            if (json.matches()) {
                return Optional.of(Instant.ofEpochMilli(Long.parseLong(json.group(1))));
            }
            if (ISO.matcher(text).matches()) {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
            var cim = CIM.matcher(text);
            return cim.matches() ? Optional.of(cim(cim)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant cim(Matcher parts) {
        var local = LocalDateTime.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)), Integer.parseInt(parts.group(5)),
                Integer.parseInt(parts.group(6)), Integer.parseInt(parts.group(7)) * 1000);
        var minutes = Integer.parseInt(parts.group(9));
        return local.toInstant(ZoneOffset.UTC).minusSeconds(60L * (parts.group(8).equals("-") ? -minutes : minutes));
    }
}
