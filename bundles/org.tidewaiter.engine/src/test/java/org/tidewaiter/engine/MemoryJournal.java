package org.tidewaiter.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RunFooter;
import org.tidewaiter.engine.spi.RunHeader;
import org.tidewaiter.engine.spi.RunJournal;
import org.tidewaiter.engine.spi.Visit;

/** Keeps a run in memory; can be full like a disk. */
final class MemoryJournal implements RunJournal, PeerPins {

    final List<Visit> visits = new CopyOnWriteArrayList<>();
    volatile int room = Integer.MAX_VALUE;
    volatile @Nullable RunFooter footer;

    @Override
    public void begin(RunHeader header) {
        // the header is the order's own
    }

    @Override
    public void resume(long run) {
        throw new IllegalStateException("nothing to go on with");
    }

    @Override
    public void commit(Visit visit) throws IOException {
        if (visits.size() >= room) {
            throw new IOException("the disk is full");
        }
        visits.add(visit);
    }

    @Override
    public void finish(RunFooter end) {
        footer = end;
    }

    @Override
    public Optional<Pin> find(String endpoint) {
        return Optional.empty();
    }

    @Override
    public Pin pinFirst(String endpoint, Pin pin) {
        return pin;
    }
}
