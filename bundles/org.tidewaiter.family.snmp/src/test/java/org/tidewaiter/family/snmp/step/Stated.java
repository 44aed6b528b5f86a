package org.tidewaiter.family.snmp.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;

/** What a step stated; it refuses what is not clean. */
final class Stated implements FactSink {

    private static final Set<String> DIRT = Set.of("n/a", "none", "null", "unknown", "(none)", "not specified");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    final List<Fact> facts = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    private final AuditStep<SnmpSession> step;

    private Stated(AuditStep<SnmpSession> step) {
        this.step = step;
    }

    /** Runs a step; each promise must end as a fact or a gap. */
    static Stated by(AuditStep<SnmpSession> step, SnmpSession session) {
        var stated = new Stated(step);
        try {
            step.read(session, stated);
        } catch (TransportException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var spoken = new HashSet<Class<?>>();
        stated.facts.forEach(f -> spoken.add(f.dataClass()));
        stated.gaps.forEach(g -> spoken.add(g.dataClass()));
        if (!spoken.containsAll(step.promises())) {
            throw new IllegalStateException(step.id() + " says nothing of some of " + step.promises());
        }
        return stated;
    }

    <T extends Item> List<T> of(Class<T> type) {
        return facts.stream().map(Fact::item).filter(type::isInstance).map(type::cast).toList();
    }

    String gap(Class<? extends Item> type) {
        return gaps.stream().filter(g -> g.dataClass() == type).map(g -> g.reason() + ": " + g.detail()).findFirst()
                .orElse("no gap");
    }

    @Override
    public void fact(Item item, Evidence evidence) {
        promised(item.getClass());
        var shape = DataClass.of(item.getClass());
        var values = shape.values(item);
        shape.keyOf(item);
        for (var i = 0; i < values.size(); i++) {
            if (!isClean(values.get(i))) {
                throw new IllegalStateException(shape.id() + "." + shape.columns().get(i).name() + " is '" + values.get(i) + "'");
            }
        }
        if (!evidence.where().startsWith("line ")) {
            throw new IllegalStateException(item + " rests on " + evidence);
        }
        facts.add(new Fact(item, evidence));
    }

    private void promised(Class<?> type) {
        if (!step.promises().contains(type)) {
            throw new IllegalStateException(step.id() + " did not promise " + type);
        }
    }

    private static boolean isClean(@Nullable Object value) {
        return switch (value) {
            case String text -> !text.isBlank() && text.equals(text.strip()) && !DIRT.contains(text.toLowerCase(Locale.ROOT))
                    && !CONTROL.matcher(text).find();
            case Instant instant -> instant.isAfter(Instant.EPOCH);
            case Long number -> number >= 0;
            case List<?> list -> list.stream().allMatch(Objects::nonNull);
            case null, default -> true;
        };
    }

    @Override
    public void gap(Class<? extends Item> dataClass, GapReason reason, String detail, @Nullable Evidence evidence) {
        promised(dataClass);
        gaps.add(new Gap(dataClass, reason, detail, evidence));
    }

    @Override
    public void claim(Claim claim) {
        throw new IllegalStateException("no step of this family claims: " + claim);
    }
}
