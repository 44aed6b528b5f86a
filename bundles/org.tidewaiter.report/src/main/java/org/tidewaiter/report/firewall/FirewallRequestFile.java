package org.tidewaiter.report.firewall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;

import org.tidewaiter.report.ReportException;
import org.tidewaiter.report.writing.IndentedJson;
import org.tidewaiter.report.writing.ReportFile;

import tools.jackson.core.JacksonException;

/** A firewall request as JSON, {@value #SCHEMA}: written for the client's tools, and read again to see after the change what opened. */
public final class FirewallRequestFile {

    /** The file's name in a request's folder. */
    public static final String NAME = "request.json";

    /** The document's version. The reader takes this shape and no other, so any change makes a new one. */
    public static final String SCHEMA = "tidewaiter-firewall-request/1";

    /** A /16, each of its addresses a destination of its own in twenty openings, has some 40 MB. */
    private static final long LARGEST = 64L << 20;

    private FirewallRequestFile() {
    }

    /**
     * Writes the file, replacing it as a whole.
     *
     * @throws ReportException when it cannot be written
     */
    public static void write(FirewallRequest request, Path target) throws IOException {
        ReportFile.write(target, out -> {
            try (var json = IndentedJson.into(out)) {
                new RequestWriter(json).document(request);
                json.writeRaw('\n');
            }
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file the file itself, or the folder that it lies in
     * @throws ReportException when it is not there, or is something else: too large, cut off, with other fields or in another order, or with
     *                         values that no request has
     */
    public static FirewallRequest read(Path file) throws IOException {
        var source = Files.isDirectory(file) ? file.resolve(NAME) : file;
        try {
            var size = Files.size(source);
            if (size > LARGEST) {
                throw new ReportException(source + ": " + size + " bytes are too many for a firewall request; name another file");
            }
            try (var in = Files.newInputStream(source); var reader = new RequestReader(in, LARGEST)) {
                return reader.document();
            }
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new ReportException(source + ": this is no firewall request as Tidewaiter writes it ("
                    + Phrases.comment(String.valueOf(e.getMessage()).lines().findFirst().orElse("")) + "); write it anew",
                    new IOException(e));
        } catch (ReportException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new ReportException(source + ": there is no such file; name the folder of a firewall request", e);
        } catch (IOException e) {
            throw new ReportException(source + ": cannot be read (" + e.getMessage() + "); check its rights", e);
        }
    }
}
