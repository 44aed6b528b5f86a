package org.tidewaiter.report.firewall;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.writing.CsvLine;
import org.tidewaiter.report.writing.ReportFile;

/** The openings as CSV, a line for each destination, as ticket systems of firewall teams take them. */
final class FirewallTable {

    private static final List<String> HEAD = List.of("id", "source", "destination", "protocol", "port", "direction", "purpose",
            "effect", "temporary", "until", "devices");

    private FirewallTable() {
    }

    static void write(FirewallRequest request, Path target) throws IOException {
        ReportFile.write(target, out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CsvLine.write(writer, HEAD);
            for (var opening : request.openings()) {
                for (var destination : opening.destinations()) {
                    line(writer, request, opening, destination);
                }
            }
            writer.flush();
        });
    }

    /** The source is empty where the audit machine has no address of the destination's version. */
    private static void line(Writer out, FirewallRequest request, Opening opening, Prefix destination) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(opening.id());
        values.add(Flow.addresses(request.sources(), destination.address().version()));
        values.add(Phrases.prefix(destination));
        values.add(opening.protocol().name().toLowerCase(Locale.ROOT));
        values.add(opening.port() == 0 ? null : (long) opening.port());
        values.add("inbound");
        values.add(opening.purpose());
        values.add(opening.effect());
        values.add(opening.temporary());
        values.add(request.until());
        values.add(opening.devices());
        CsvLine.write(out, values);
    }
}
