package org.tidewaiter.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import org.tidewaiter.report.writing.Markup;
import org.tidewaiter.report.writing.Wording;
import org.tidewaiter.store.EngagementReader;
import org.tidewaiter.store.StoredExchange;

/** The exchanges of a device, each once, folded: the request, the time, how it ended, and the reply's text up to a bound. */
final class EvidenceSection {

    private static final int SHOWN_BYTES = 64 * 1024;
    private static final int SHOWN_BINARY = 2048;

    private final EngagementReader reader;
    private final Markup html;
    private final Coverage.Device device;

    EvidenceSection(EngagementReader reader, Markup html, Coverage.Device device) {
        this.reader = reader;
        this.html = html;
        this.device = device;
    }

    void write() throws IOException {
        html.raw("<h3>Evidence</h3>\n<p class=\"quiet\">Hash chain over all exchanges: <code>").text(device.visit().root())
                .raw("</code></p>\n<div class=\"evidence\">\n");
        for (var exchange : reader.exchanges(device.visit())) {
            exchange(exchange);
        }
        html.raw("</div>\n");
    }

    private void exchange(StoredExchange exchange) throws IOException {
        var outcome = Wording.outcome(exchange.ending());
        html.raw("<details id=\"" + device.anchor() + "-x" + exchange.ordinal() + "\"><summary><b>" + exchange.ordinal()
                + "</b> <code>")
                .text(exchange.requestId())
                .raw("</code> <span class=\"tag " + (outcome.equals("COMPLETE") ? "good" : "warn") + "\">")
                .text(outcome.equals("COMPLETE") && !exchange.ending().detail().isEmpty() ? exchange.ending().detail()
                        : Wording.constant(outcome))
                .raw("</span> <span class=\"quiet\">")
                .text(Cells.time(exchange.started()).substring(11) + ", " + Cells.duration(exchange.duration())
                        + ", " + Wording.bytes(exchange.outSize()))
                .raw("</span></summary>\n<dl class=\"terms\">\n<dt>Request</dt><dd><code class=\"request\">")
                .lines(exchange.request())
                .raw("</code></dd>\n<dt>Asked</dt><dd>")
                .text(exchange.started() + ", " + exchange.kind().name().toLowerCase(Locale.ROOT))
                .raw("</dd>\n");
        if (exchange.exit() >= 0) {
            html.raw("<dt>Exit status</dt><dd>" + exchange.exit() + "</dd>\n");
        }
        if (!exchange.ending().detail().isEmpty()) {
            html.raw("<dt>Outcome</dt><dd>").text(exchange.ending().detail()).raw("</dd>\n");
        }
        html.raw("<dt>SHA-256</dt><dd><code>").text(exchange.outSha256()).raw("</code></dd>\n</dl>\n");
        reply("Reply", exchange.outSha256(), exchange.outSize());
        reply("Second stream", exchange.errSha256(), exchange.errSize());
        html.raw("</details>\n");
    }

    private void reply(String title, String hash, long size) throws IOException {
        if (size == 0) {
            return;
        }
        var bytes = reader.content(hash);
        var text = text(bytes);
        if (text.isEmpty()) {
            var shown = Math.min(bytes.length, SHOWN_BINARY);
            html.raw("<p class=\"quiet\">" + title + ": " + size + " bytes, no text; "
                    + (shown < size ? "the first " + shown : "all")
                    + " as hexadecimal digits.</p>\n<pre>").text(HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown))
                    .raw("</pre>\n");
            return;
        }
        html.raw("<p class=\"quiet\">" + title + ": " + size + " bytes" + (size > SHOWN_BYTES
                ? ", of which the first " + SHOWN_BYTES / 1024 + " KiB are shown; the whole is in the engagement" : "")
                + ".</p>\n<pre>")
                .lines(text).raw("</pre>\n");
    }

    /** The shown bytes as UTF-8; "" when they are none, or hold more than a few NULs. */
    private static String text(byte[] bytes) {
        var cut = bytes.length > SHOWN_BYTES;
        var shown = ByteBuffer.wrap(cut ? Arrays.copyOf(bytes, SHOWN_BYTES) : bytes);
        var chars = CharBuffer.allocate(shown.remaining());
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        // A cut may have gone through a character: what is left over is then no error.
        var result = decoder.decode(shown, chars, !cut);
        var text = chars.flip().toString();
        return result.isError() || text.chars().filter(c -> c == 0).count() > text.length() / 100 ? "" : text;
    }
}
