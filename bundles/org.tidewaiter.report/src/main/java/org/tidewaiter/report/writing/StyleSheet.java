package org.tidewaiter.report.writing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.tidewaiter.report.HtmlReport;

/** How every page looks: part of each, so that a page needs nothing else. */
public final class StyleSheet {

    private StyleSheet() {
    }

    public static String text() throws IOException {
        try (var css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"),
                "report.css is part of this bundle")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
