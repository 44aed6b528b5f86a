package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.Route;
import org.tidewaiter.api.data.Unit;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.Identifier.Kind;
import org.tidewaiter.engine.spi.PeerPins.Pin;
import org.tidewaiter.engine.spi.Visit;

/** What goes in comes out, seen by our own reader and by the sqlite3 program. */
class EngagementTest {

    /** Every type that a column may have. */
    @DataClassId("com.acme.laser-fuser")
    record Fuser(@Key String name, @Unit("%") @Nullable Double wear, boolean hot, @Nullable Boolean genuine, long pages,
            Phase phase,
            @Nullable Instant seen, @Nullable LocalDate made, @Nullable Duration warmUp, @Nullable IpAddress address,
            @Nullable MacAddress mac,
            @Nullable Prefix prefix, List<String> notes, List<Long> counters, @Nullable String select) implements Item {
        enum Phase {
            COLD, WARM
        }
    }

    private final Path folder;

    EngagementTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file() {
        return folder.resolve("a customer's #1 %41?.tide");
    }

    private static void run(Path file, Visit... visits) throws Exception {
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var journal = engagement.journal();
            journal.begin(Visits.HEADER);
            for (var visit : visits) {
                journal.commit(visit);
            }
            journal.finish(Visits.FOOTER);
        }
    }

    private static List<String> sqlite(Path file, String sql) throws Exception {
        return Sqlite3.query(file, sql);
    }

    @Test
    void runHeaderFooterAndVisitsComeBackAsTheyWere() throws Exception {
        var visit = Visits.visit("192.0.2.7", Visits.manyRows(3));
        run(file(), visit);
        try (var engagement = Engagement.open(file(), Access.READ_ONLY); var reader = engagement.reader()) {
            var run = reader.latestRun().orElseThrow();
            assertEquals(Visits.HEADER, run.header());
            assertEquals(Visits.FOOTER, run.footer());
            var stored = reader.visits(run).getFirst();
            assertEquals(visit.claims(), stored.claims());
            assertEquals(visit.ports(), stored.ports());
            assertEquals(visit.names(), stored.names());
            assertEquals(visit.macs(), stored.macs());
            assertEquals(visit.started(), stored.started());
            var gap = reader.gaps(stored).getFirst();
            assertEquals(new StoredGap("volume", visit.gaps().getFirst().gap().reason(), "192.0.2.7: df refused; run as root",
                    visit.gaps().getFirst().gap().evidence(), "unix/storage"), gap);
            var evidence = reader.evidence(stored);
            for (var i = 0; i < evidence.size(); i++) {
                assertArrayEquals(visit.exchanges().get(i).out(), evidence.get(i).out());
                assertEquals(visit.exchanges().get(i).ending(), evidence.get(i).ending());
                assertEquals(visit.exchanges().get(i).duration(), evidence.get(i).duration());
            }
            assertTrue(reader.verifyChain(stored));
        }
    }

    @Test
    void everyColumnTypeComesBackAndReadsWellInSqlite3() throws Exception {
        var full = new Fuser("left", 12.5, true, false, Long.MAX_VALUE, Fuser.Phase.WARM,
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                LocalDate.of(1999, 12, 31), Duration.ofSeconds(90), IpAddress.parse("fe80::1%eth0"),
                new MacAddress(0xaabbccddeeffL),
                Prefix.tryParse("10.0.0.0/8").orElseThrow(), List.of("a \"quoted\" one", "\u0000\u202e<b>"), List.of(1L, -1L),
                "odd");
        var empty = new Fuser("", null, false, null, 0, Fuser.Phase.COLD, null, null, null, null, null, null, List.of(),
                List.of(), null);
        run(file(), Visits.visit("192.0.2.7", List.of(Visits.row(full, 3, "line 1"), Visits.row(empty, 3, "line 2"))));
        try (var engagement = Engagement.open(file(), Access.READ_ONLY); var reader = engagement.reader()) {
            var visit = reader.latestVisits().getFirst();
            var fuser = reader.classes(visit).getFirst();
            assertEquals("com.acme.laser-fuser", fuser.id());
            assertEquals("%", fuser.columns().get(1).unit());
            var rows = reader.rows(visit, fuser);
            assertEquals(Arrays.asList("left", 12.5, true, false, Long.MAX_VALUE, "WARM", full.seen(), full.made(), full.warmUp(),
                    full.address(),
                    full.mac(), full.prefix(), full.notes(), full.counters(), "odd"), rows.getFirst().values());
            assertEquals(
                    Arrays.asList("", null, false, null, 0L, "COLD", null, null, null, null, null, null, List.of(), List.of(),
                            null),
                    rows.get(1).values());
        }
        assertEquals(
                List.of("left|12.5|1|0|9223372036854775807|WARM|2026-01-02T03:04:05.123456789Z|1999-12-31|PT1M30S|fe80::1%eth0"
                        + "|aa:bb:cc:dd:ee:ff|10.0.0.0/8|odd"),
                sqlite(file(), """
                        SELECT name, wear, hot, genuine, pages, phase, seen, made, warmUp, address, mac, prefix, "select"
                        FROM com_acme_laser_fuser WHERE name <> ''"""));
        assertEquals(List.of("a \"quoted\" one"),
                sqlite(file(), "SELECT value FROM com_acme_laser_fuser, json_each(notes) WHERE key = 0"));
        assertEquals(List.of("null|0|[]"),
                sqlite(file(), "SELECT typeof(wear), hot, notes FROM com_acme_laser_fuser WHERE name = ''"));
    }

    @Test
    void sqlite3FindsASoundDatabaseWithTheEvidenceInIt() throws Exception {
        run(file(), Visits.visit("192.0.2.7", Visits.manyRows(50)), Visits.visit("192.0.2.8", Visits.manyRows(50)));
        assertTrue(Refusals.standsAlone(file()), "one file");
        assertFalse(Files.exists(EngagementLock.fileFor(file().toRealPath())), "no lock left behind");
        assertEquals(List.of("ok"), sqlite(file(), "PRAGMA integrity_check"));
        assertEquals(List.of(), sqlite(file(), "PRAGMA foreign_key_check"));
        assertEquals(List.of("1416193125|6|wal"), sqlite(file(),
                "SELECT application_id, user_version, journal_mode FROM pragma_application_id, pragma_user_version, pragma_journal_mode"));
        assertEquals(List.of("package-7|1.7|amd64"),
                sqlite(file(), "SELECT name, version, architecture FROM installed_software WHERE name = 'package-7' LIMIT 1"));
        assertEquals(List.of("192.0.2.7|50|3|line 1", "192.0.2.8|50|3|line 1"),
                sqlite(file(),
                        "SELECT device_address, count(*), evidence_exchange, min(evidence_place) FROM v_installed_software GROUP BY 1 ORDER BY 1"));
        // The same reply of both devices is kept once, and small; the program unpacks it by itself.
        assertEquals(List.of("3600|1|bash 5.2"), sqlite(file(), """
                SELECT size, length(content) < 100, substr(sqlar_uncompress(content, size), 1, 8) FROM blob
                WHERE sha256 = (SELECT DISTINCT out_hash FROM exchange WHERE request_id = 'dpkg')"""));
        assertEquals(List.of("2026-03-04T05:06:07.000008Z|2026-03-04T05:07:07.000008Z|COMPLETE|254|252|192.0.2.0/24"),
                sqlite(file(), "SELECT started, finished, ending, asked, silent, targets ->> 0 FROM run"));
    }

    @Test
    void wordsThatSqlKeepsForItselfGetAPrefixAndQuotes() throws Exception {
        var route = new Route(Prefix.tryParse("0.0.0.0/0").orElseThrow(), "main", null, null, null, null, null, null);
        run(file(), Visits.visit("192.0.2.7", List.of(Visits.row(new Group("adm", "4", List.of("syslog", "o'neil")), 3, ""),
                Visits.row(route, 3, ""))));
        assertEquals(List.of("adm|o'neil"), sqlite(file(), "SELECT name, members ->> 1 FROM item_group"));
        assertEquals(List.of("0.0.0.0/0|main"), sqlite(file(), "SELECT destination, \"table\" FROM route"));
    }

    @Test
    void addressesStandInOrderOfTheirNumbersWithThisMachineFirst() throws Exception {
        run(file(), Visits.visit("192.0.2.10", List.of()), Visits.visit("2001:db8::1", List.of()),
                Visits.visit("192.0.2.9", List.of()),
                Visits.visit("local", List.of()), Visits.visit("fe80::2%eth0", List.of()));
        try (var engagement = Engagement.open(file(), Access.READ_ONLY); var reader = engagement.reader()) {
            assertEquals(List.of("local", "192.0.2.9", "192.0.2.10", "2001:db8::1", "fe80::2%eth0"),
                    reader.visits(reader.latestRun().orElseThrow()).stream().map(StoredVisit::address).toList());
        }
    }

    @Test
    void aChangedByteOfEvidenceBreaksTheChain() throws Exception {
        run(file(), Visits.visit("192.0.2.7", List.of()));
        sqlite(file(), "UPDATE exchange SET request = 'something else' WHERE ordinal = 2");
        try (var engagement = Engagement.open(file(), Access.READ_ONLY); var reader = engagement.reader()) {
            assertFalse(reader.verifyChain(reader.latestVisits().getFirst()));
        }
    }

    private static Identifier id(Kind kind, String value) {
        return new Identifier(kind, value);
    }

    private static List<Long> devicesOf(Path file, Visit[]... runs) throws Exception {
        for (var visits : runs) {
            run(file, visits);
        }
        var devices = new ArrayList<Long>();
        try (var engagement = Engagement.open(file, Access.READ_ONLY); var reader = engagement.reader()) {
            for (var run : reader.runs()) {
                reader.visits(run).forEach(v -> devices.add(v.deviceId()));
            }
        }
        return devices;
    }

    @Test
    void deviceThatMovedToAnotherAddressIsTheSameByItsUuid() throws Exception {
        var uuid = id(Kind.HARDWARE_UUID, "4c4c4544-0042");
        assertEquals(List.of(1L, 1L), devicesOf(file(), new Visit[] { Visits.visit("192.0.2.7", List.of(), uuid) },
                new Visit[] { Visits.visit("192.0.2.99", List.of(), uuid) }));
        assertEquals(List.of("agrees on hardware uuid 4c4c4544-0042 (100)"),
                sqlite(file(), "SELECT matched_because FROM visit WHERE address = '192.0.2.99'"));
    }

    @Test
    void anotherDeviceAtAnOldAddressAndNameIsNew() throws Exception {
        var address = id(Kind.ADDRESS, "192.0.2.7");
        var name = id(Kind.NAME, "web1");
        assertEquals(List.of(1L, 2L), devicesOf(file(),
                new Visit[] { Visits.visit("192.0.2.7", List.of(), address, name, id(Kind.MAC_ADDRESS, "02:00:00:00:00:01")) },
                new Visit[] { Visits.visit("192.0.2.7", List.of(), address, name, id(Kind.MAC_ADDRESS, "02:00:00:00:00:02")) }));
    }

    @Test
    void twoWeakSignsAndAStrongerOneAreEnoughTogether() throws Exception {
        Identifier[] signs = { id(Kind.ADDRESS, "192.0.2.7"), id(Kind.NAME, "web1"), id(Kind.MAC_ADDRESS, "02:00:00:00:00:01") };
        assertEquals(List.of(1L, 1L),
                devicesOf(file(), new Visit[] { Visits.visit("192.0.2.7", List.of(), signs) },
                        new Visit[] { Visits.visit("192.0.2.7", List.of(), signs) }));
    }

    @Test
    void aCardAtItsAddressOrWithItsNameIsTheSameDeviceButAKeyWithItsNameMayBeAClone() throws Exception {
        var mac = id(Kind.MAC_ADDRESS, "02:00:00:00:00:01");
        var key = id(Kind.PEER_KEY, "ssh-ed25519 SHA256:abc");
        var name = id(Kind.NAME, "web1");
        assertEquals(List.of(1L, 1L, 1L),
                devicesOf(file(), new Visit[] { Visits.visit("192.0.2.7", List.of(), mac, id(Kind.ADDRESS, "192.0.2.7")) },
                        new Visit[] { Visits.visit("192.0.2.7", List.of(), mac, name, id(Kind.ADDRESS, "192.0.2.7")) },
                        new Visit[] { Visits.visit("192.0.2.9", List.of(), mac, name, id(Kind.ADDRESS, "192.0.2.9")) }));
        assertEquals(List.of(1L, 1L, 1L, 2L, 3L), devicesOf(file(),
                new Visit[] { Visits.visit("192.0.2.20", List.of(), key, name, id(Kind.ADDRESS, "192.0.2.20")) },
                new Visit[] { Visits.visit("192.0.2.21", List.of(), key, name, id(Kind.ADDRESS, "192.0.2.21")) }));
    }

    @Test
    void clonesSeenInOneRunStayTwoDevices() throws Exception {
        var uuid = id(Kind.HARDWARE_UUID, "4c4c4544-0042");
        assertEquals(List.of(1L, 2L),
                devicesOf(file(),
                        new Visit[] { Visits.visit("192.0.2.7", List.of(), uuid), Visits.visit("192.0.2.8", List.of(), uuid) }));
    }

    @Test
    void latestVisitPerDeviceComesFromWhateverRunSawItLast() throws Exception {
        var a = id(Kind.HARDWARE_UUID, "a");
        var b = id(Kind.HARDWARE_UUID, "b");
        run(file(), Visits.visit("192.0.2.7", Visits.manyRows(1), a), Visits.visit("192.0.2.8", Visits.manyRows(2), b));
        run(file(), Visits.visit("192.0.2.7", Visits.manyRows(3), a));
        try (var engagement = Engagement.open(file(), Access.READ_ONLY); var reader = engagement.reader()) {
            var latest = reader.latestVisits();
            assertEquals(List.of(3L, 2L),
                    List.of(reader.count(latest.getFirst(), "installed-software"),
                            reader.count(latest.get(1), "installed-software")));
        }
    }

    @Test
    void pinsOutliveTheProgramAndAreForgottenByAddress() throws Exception {
        var pin = new Pin("ssh-ed25519", "SHA256:AAAA");
        var other = new Pin("ssh-ed25519", "SHA256:BBBB");
        try (var engagement = Engagement.open(file(), Access.READ_WRITE)) {
            assertEquals(pin, engagement.pins().pinFirst("ssh://192.0.2.7:22", pin));
            assertEquals(pin, engagement.pins().pinFirst("ssh://192.0.2.7:22", other));
            engagement.pins().pinFirst("ssh://[2001:db8::7]:22", pin);
            engagement.pins().pinFirst("ssh://192.0.2.70:22", pin);
        }
        try (var engagement = Engagement.open(file(), Access.READ_WRITE)) {
            assertEquals(Optional.of(pin), engagement.pins().find("ssh://192.0.2.7:22"));
            assertEquals(List.of("ssh://192.0.2.7:22"), engagement.forgetPin("192.0.2.7"));
            assertEquals(List.of("ssh://[2001:db8::7]:22"), engagement.forgetPin("2001:db8::7"));
            assertEquals(List.of(), engagement.forgetPin("192.0.2"));
            assertEquals(Optional.empty(), engagement.pins().find("ssh://192.0.2.7:22"));
            assertEquals(other, engagement.pins().pinFirst("ssh://192.0.2.7:22", other));
        }
        assertEquals(List.of("ssh://192.0.2.70:22|SHA256:AAAA", "ssh://192.0.2.7:22|SHA256:BBBB"),
                sqlite(file(), "SELECT endpoint, fingerprint FROM peer_pin ORDER BY endpoint"));
    }

    @Test
    void aReaderSeesOneMomentWhileTheRunGoesOn() throws Exception {
        try (var engagement = Engagement.open(file(), Access.READ_WRITE)) {
            var journal = engagement.newJournal();
            journal.begin(Visits.HEADER);
            journal.commit(Visits.visit("192.0.2.7", Visits.manyRows(10)));
            Deadline.until(() -> journal.durableVisits() == 1);
            try (var looking = Engagement.open(file(), Access.READ_ONLY); var before = looking.reader()) {
                var run = before.latestRun().orElseThrow();
                assertNull(run.footer());
                journal.commit(Visits.visit("192.0.2.8", Visits.manyRows(10)));
                Deadline.until(() -> journal.durableVisits() == 2);
                assertEquals(1, before.visits(run).size());
                try (var after = looking.reader()) {
                    assertEquals(2, after.visits(run).size());
                }
            }
            journal.finish(Visits.FOOTER);
        }
        assertTrue(Refusals.standsAlone(file()));
    }

    @Test
    void evidenceThatDoesNotShrinkIsKeptAsItIs() throws Exception {
        var noise = new byte[100_000];
        new java.util.Random(7).nextBytes(noise);
        var exchange = new Exchange(1, Exchange.Kind.REQUEST, "noise", "noise", org.tidewaiter.engine.spi.Ending.COMPLETE, -1,
                noise, noise,
                Visits.STARTED, Duration.ZERO);
        run(file(), Visits.visit("192.0.2.7", List.of(), List.of(exchange), List.of()));
        try (var engagement = Engagement.open(file(), Access.READ_ONLY); var reader = engagement.reader()) {
            var stored = reader.exchanges(reader.latestVisits().getFirst()).getFirst();
            assertEquals(100_000, stored.outSize());
            assertArrayEquals(noise, reader.whole(stored).err());
        }
        assertEquals(List.of("100000|100000"), sqlite(file(), "SELECT size, length(content) FROM blob"));
    }

    @Test
    void theSamePathByAnotherNameIsTheSameEngagement() throws Exception {
        run(file());
        var link = Files.createSymbolicLink(folder.resolve("link.tide"), file());
        try (var _ = Engagement.open(file(), Access.READ_WRITE)) {
            assertNotEquals("", Refusals.locked(link).toLowerCase(Locale.ROOT));
        }
    }
}
