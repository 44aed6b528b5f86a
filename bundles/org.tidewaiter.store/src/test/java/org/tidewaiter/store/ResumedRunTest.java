package org.tidewaiter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.Identifier;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.Visit;

/** A run that was interrupted and is gone on with. */
class ResumedRunTest {

    private static final Identifier MAC = new Identifier(Identifier.Kind.MAC_ADDRESS, "02:00:00:00:00:07");
    private static final Identifier UUID = new Identifier(Identifier.Kind.HARDWARE_UUID, "4c4c4544-0042-3510-8056-b4c04f4c4d32");
    private static final RunFooter CANCELLED = new RunFooter(Visits.FOOTER.finished(), Ended.CANCELLED, 2, 0, List.of(), "");

    @TempDir
    private Path folder;

    private static Visit cut(String address) {
        var exchanges = new ArrayList<>(Visits.exchanges());
        exchanges
                .add(Visits.exchange(5, Kind.CUT, "device", "", Ending.shortOf(new Shortfall(GapReason.CANCELLED, "cancelled"))));
        return Visits.visit(address, Visits.manyRows(2), exchanges, List.of(MAC));
    }

    @Test
    void aDeviceThatWasCutOffIsReplacedAsAWholeAndTheOthersStay() throws Exception {
        var file = folder.resolve("cut.tide");
        try (var engagement = Engagement.open(file, Access.READ_WRITE)) {
            var first = engagement.journal();
            first.begin(Visits.HEADER);
            first.commit(Visits.visit("192.0.2.7", Visits.manyRows(3), UUID));
            first.finish(Visits.FOOTER);
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            run.commit(cut("192.0.2.7"));
            run.commit(Visits.visit("192.0.2.8", Visits.manyRows(4)));
            run.finish(CANCELLED);
            var again = engagement.journal();
            again.resume(2);
            again.commit(Visits.visit("192.0.2.7", Visits.manyRows(5), UUID));
            again.finish(Visits.FOOTER);
            try (var reader = engagement.reader()) {
                var visits = reader.visits(reader.latestRun().orElseThrow());
                assertEquals(List.of("192.0.2.7", "192.0.2.8"), visits.stream().map(StoredVisit::address).toList());
                assertEquals(5, reader.count(visits.getFirst()));
                assertEquals(4, reader.exchanges(visits.getFirst()).size());
                assertEquals(1, reader.gaps(visits.getFirst()).size());
                assertEquals(1, visits.getFirst().deviceId(), "known from the first run, as the whole visit shows");
                assertEquals(4, reader.count(visits.getLast()));
                for (var visit : visits) {
                    assertTrue(reader.verifyChain(visit));
                    assertFalse(reader.isCut(visit));
                    assertTrue(reader.isRead(visit));
                }
            }
        }
        assertEquals(List.of(), Sqlite3.query(file, "PRAGMA foreign_key_check"));
        assertEquals(List.of("12"), Sqlite3.query(file, "SELECT count(*) FROM installed_software"));
        assertEquals(List.of("2"), Sqlite3.query(file, "SELECT count(*) FROM device"),
                "the device of the cut visit alone is forgotten");
    }

    @Test
    void untilItIsVisitedAgainTheCutVisitStaysAndIsTold() throws Exception {
        try (var engagement = Engagement.open(folder.resolve("stays.tide"), Access.READ_WRITE)) {
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            run.commit(cut("192.0.2.7"));
            run.finish(CANCELLED);
            var again = engagement.journal();
            again.resume(1);
            again.finish(CANCELLED);
            try (var reader = engagement.reader()) {
                var visit = reader.visits(reader.latestRun().orElseThrow()).getFirst();
                assertTrue(reader.isCut(visit));
                assertEquals(2, reader.count(visit));
            }
        }
    }

    @Test
    void aCompleteRunIsNotOpenedAgain() throws Exception {
        try (var engagement = Engagement.open(folder.resolve("complete.tide"), Access.READ_WRITE)) {
            var run = engagement.journal();
            run.begin(Visits.HEADER);
            run.finish(Visits.FOOTER);
            var refused = assertThrows(EngagementException.class, () -> engagement.journal().resume(1));
            assertTrue(String.valueOf(refused.getMessage()).contains("there is no run 1 to go on with"));
        }
    }
}
