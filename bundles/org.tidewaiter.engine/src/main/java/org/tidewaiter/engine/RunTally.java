package org.tidewaiter.engine;

import java.time.Instant;
import java.util.List;

import org.tidewaiter.engine.RunOrder.Met;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunFooter.Ended;
import org.tidewaiter.engine.spi.Visit;

/** What a run has met so far, counted from many threads. */
final class RunTally {

    private long asked;
    private long silent;
    private long audited;
    private long facts;
    private long gaps;

    synchronized void asked() {
        asked++;
    }

    synchronized void silent() {
        silent++;
    }

    synchronized void stored(Visit visit) {
        audited += visit.isRead() ? 1 : 0;
        facts += visit.rows().size();
        gaps += visit.gaps().size();
    }

    /** A visit that the run had before it was interrupted. */
    synchronized void kept(Met met) {
        asked++;
        audited += met.read() ? 1 : 0;
        facts += met.facts();
        gaps += met.gaps();
    }

    synchronized RunFooter footer(Instant finished, Ended ending, List<String> notes, String root) {
        return new RunFooter(finished, ending, asked, silent, notes, root);
    }

    synchronized RunResult result(RunFooter footer, long devices) {
        return new RunResult(footer, devices, audited, facts, gaps);
    }
}
