package org.tidewaiter.family.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.Visit;
import org.tidewaiter.replay.RecordedVisit;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;

/**
 * Makes a synthetic recording of a Windows domain controller: seen from outside as the one of the lab's imitation, with the LDIF that the
 * lab's Samba gave, its names changed to those of that one, and what Samba has nothing of from {@code src/test/directory}. With
 * {@code TIDEWAITER_ACCEPT=1} it is written anew.
 */
record DirectoryRecording(Visit visit) {

    private static final Path FOLDER = WindowsFamilyTest.RECORDINGS.resolve("synthetic-windows-domain-controller-ldap");
    private static final Path OUTSIDE = WindowsFamilyTest.RECORDINGS
            .resolve("synthetic-windows-server-2022-domain-controller-outside");
    private static final Path MORE = Path.of("src/test/directory");

    void acceptIfWanted() throws IOException {
        if (!"1".equals(System.getenv("TIDEWAITER_ACCEPT"))) {
            return;
        }
        if (Files.exists(FOLDER)) {
            try (var files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder()).forEach(DirectoryRecording::delete);
            }
        }
        var outside = RecordingDirectory.read(OUTSIDE);
        var seen = outside.visits().getFirst();
        var exchanges = new ArrayList<>(seen.exchanges());
        for (var exchange : visit.exchanges()) {
            if (exchange.kind() != Exchange.Kind.PROBE || exchange.requestId().endsWith("controller")) {
                exchanges.add(renamed(exchange, exchanges.size() + 1, seen.address()));
            }
        }
        var address = Prefix.of(IpAddress.parse(seen.address()));
        RecordingDirectory.write(new Recording(
                new RunHeader(Purpose.AUDIT, List.of(seen.address()), List.of(address), List.of(), List.of(),
                        Collections.emptySortedMap(), "synthetic",
                        Instant.parse("2026-11-25T16:00:00Z")),
                null, List.of(new RecordedVisit(seen.address(), seen.address(), exchanges))), FOLDER);
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exchange renamed(Exchange exchange, int ordinal, String address) throws IOException {
        var more = MORE.resolve(exchange.requestId() + ".ldif");
        var out = renamed(new String(exchange.out(), StandardCharsets.UTF_8), address)
                + (Files.exists(more) ? Files.readString(more) : "");
        // what Samba's directory has no place for, the synthetic one has
        var ending = Files.exists(more) ? Ending.COMPLETE : exchange.ending();
        return new Exchange(ordinal, exchange.kind(), exchange.requestId(), renamed(exchange.request(), address), ending,
                exchange.exit(), out.getBytes(StandardCharsets.UTF_8), exchange.err(), exchange.started(), exchange.duration());
    }

    private static String renamed(String text, String address) {
        return text.replace(DirectoryVisit.DC1, address).replace("DC=ad,DC=lab,DC=test", "DC=example,DC=test")
                .replace("ad.lab.test", "example.test").replace("dc1.lab.test", "dc2022.example.test")
                .replace("LABDOM", "EXAMPLE")
                .replace("dc1", "dc2022").replace("DC1", "DC2022");
    }
}
