package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.spi.FactSink;

/** Takes one step's statements, holds it to its promises and to a bound, and refuses what comes after its end. */
final class StepSink implements FactSink {

    private static final int MOST_FACTS = 300_000;
    private static final int MOST_GAPS = 1_000;

    private final Set<Class<? extends Item>> promises;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private int gaps;
    private boolean closed;

    StepSink(Set<Class<? extends Item>> promises) {
        this.promises = Set.copyOf(promises);
    }

    @Override
    public synchronized void fact(Item item, Evidence evidence) {
        check(item.getClass());
        DataClass.of(item.getClass()).values(item);
        if (statements.size() - gaps >= MOST_FACTS) {
            throw new IllegalStateException("more than " + MOST_FACTS + " facts from one step");
        }
        statements.add(new Fact(item, evidence));
    }

    @Override
    public synchronized void gap(Class<? extends Item> dataClass, GapReason reason, String detail, @Nullable Evidence evidence) {
        check(dataClass);
        if (++gaps > MOST_GAPS) {
            throw new IllegalStateException("more than " + MOST_GAPS + " gaps from one step");
        }
        statements.add(new Gap(dataClass, reason, detail, evidence));
    }

    @Override
    public synchronized void claim(Claim claim) {
        if (closed) {
            throw new IllegalStateException("the step has ended");
        }
        claims.add(claim);
    }

    private void check(Class<? extends Item> dataClass) {
        if (closed) {
            throw new IllegalStateException("the step has ended");
        }
        if (!promises.contains(dataClass)) {
            throw new IllegalArgumentException(DataClass.of(dataClass).id() + " was not promised");
        }
    }

    synchronized void close() {
        closed = true;
    }

    synchronized List<Statement> statements() {
        return List.copyOf(statements);
    }

    synchronized List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** Promised data classes about which nothing was said, in a stable order. */
    synchronized List<Class<? extends Item>> unspoken() {
        var spoken = new HashSet<Class<? extends Item>>();
        statements.forEach(s -> spoken.add(s.dataClass()));
        return promises.stream().filter(p -> !spoken.contains(p)).sorted((a, b) -> a.getName().compareTo(b.getName())).toList();
    }
}
