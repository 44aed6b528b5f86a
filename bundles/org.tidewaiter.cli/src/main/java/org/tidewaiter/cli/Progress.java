package org.tidewaiter.cli;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.tidewaiter.engine.spi.RunEvent;

/** Shows a run while it goes on: on a terminal one line that is written over, with --verbose every event, and notes always unless quiet. */
final class Progress implements RunEvent.Listener, AutoCloseable {

    private static final long REDRAW_NANOS = 100_000_000L;
    private static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 100;

    private final PrintStream err;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean live;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private long planned;
    private long finished;
    private long answered;
    private long facts;
    private String stage = "";
    private long drawn;

    Progress(PrintStream err, CommonOptions options, boolean terminal) {
        this.err = err;
        quiet = options.isQuiet();
        verbose = options.isVerbose();
        live = terminal && !quiet && !verbose;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.Planned(var addresses) -> planned = addresses;
            case RunEvent.DeviceStarted(var address) -> running.add(address);
            case RunEvent.DeviceStage(var address, var at) -> {
                stage = address + " " + at;
                line(stage);
            }
            case RunEvent.DeviceFinished(var address, var alive, var rows, var gaps) -> {
                running.remove(address);
                finished++;
                answered += alive ? 1 : 0;
                facts += rows;
                line(address + (alive ? " done: " + rows + " facts, " + gaps + " gaps" : " is silent"));
            }
            case RunEvent.Note(var text) -> note(text);
        }
        redraw();
    }

    private void line(String text) {
        if (verbose) {
            err.println(Printable.line(text));
        }
    }

    private void note(String text) {
        if (!quiet) {
            err.print(live ? CLEAR : "");
            err.println("note: " + Printable.line(text));
            drawn = 0;
        }
    }

    private void redraw() {
        if (live && System.nanoTime() - drawn > REDRAW_NANOS) {
            drawn = System.nanoTime();
            var text = "%d of %d asked, %d answer, %d facts, %d under way: %s".formatted(finished, planned, answered, facts,
                    running.size(),
                    Printable.line(stage));
            err.print(CLEAR + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
            err.flush();
        }
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        if (live) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
