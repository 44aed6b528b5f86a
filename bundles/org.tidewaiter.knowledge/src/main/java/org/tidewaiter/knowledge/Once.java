package org.tidewaiter.knowledge;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Reads a table when it is first asked for, and keeps it. */
final class Once implements Supplier<NameTable> {

    private final Supplier<NameTable> reader;
    private volatile @Nullable NameTable table;

    Once(Supplier<NameTable> reader) {
        this.reader = reader;
    }

    @Override
    public NameTable get() {
        var known = table;
        return known == null ? read() : known;
    }

    private synchronized NameTable read() {
        var known = table;
        if (known != null) {
            return known;
        }
        var fresh = reader.get();
        table = fresh;
        return fresh;
    }
}
