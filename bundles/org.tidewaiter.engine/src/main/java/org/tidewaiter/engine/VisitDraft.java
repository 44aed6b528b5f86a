package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;
import org.tidewaiter.engine.spi.Visit.Row;
import org.tidewaiter.engine.spi.Visit.StepGap;

/** Collects the statements of all steps of a visit: counts rows of one key, marks disputes, and drops gaps said twice. */
final class VisitDraft {

    private record Stated(Fact fact, String step) {
    }

    /** A statement that becomes a row, with all that is said in its place and which of them it is. */
    private record Kept(Stated stated, List<Stated> same, int ordinal) {
    }

    private record Place(Class<? extends Item> dataClass, String key) {
    }

    private final List<Stated> facts = new ArrayList<>();
    private final List<StepGap> gaps = new ArrayList<>();
    private final Set<Gap> known = new HashSet<>();

    void add(List<Statement> statements, String step) {
        for (var statement : statements) {
            switch (statement) {
                case Fact fact -> facts.add(new Stated(fact, step));
                case Gap gap -> gap(gap, step);
            }
        }
    }

    void gap(Gap gap, @Nullable String step) {
        if (known.add(new Gap(gap.dataClass(), gap.reason(), gap.detail(), null))) {
            gaps.add(new StepGap(gap, step));
        }
    }

    List<Item> items() {
        return facts.stream().map(s -> s.fact().item()).toList();
    }

    List<StepGap> gaps() {
        return gaps;
    }

    /**
     * The rows. Of rows from different exchanges of which one says all that the other says, it stays, and of equal ones the first; different values
     * of one key from different exchanges are disputed.
     */
    List<Row> rows() {
        Map<Place, List<Stated>> places = new HashMap<>();
        var kept = new ArrayList<Kept>();
        for (var stated : facts) {
            var item = stated.fact().item();
            var same = places.computeIfAbsent(new Place(item.getClass(), DataClass.of(item.getClass()).keyOf(item)),
                    p -> new ArrayList<>());
            if (same.stream().noneMatch(s -> exchange(s) != exchange(stated) && Disagreement.covers(s.fact().item(), item))) {
                place(stated, same, kept);
            }
        }
        return kept.stream().map(VisitDraft::row).toList();
    }

    /** In the place of one from another exchange that says less, or after all others. */
    private static void place(Stated stated, List<Stated> same, List<Kept> kept) {
        for (var i = 0; i < same.size(); i++) {
            var before = same.get(i);
            if (exchange(before) != exchange(stated) && Disagreement.covers(stated.fact().item(), before.fact().item())) {
                same.set(i, stated);
                kept.replaceAll(k -> k.stated() == before ? new Kept(stated, same, k.ordinal()) : k);
                return;
            }
        }
        same.add(stated);
        kept.add(new Kept(stated, same, same.size() - 1));
    }

    private static Row row(Kept kept) {
        var stated = kept.stated();
        var item = stated.fact().item();
        var disputed = kept.same().stream()
                .anyMatch(s -> exchange(s) != exchange(stated) && Disagreement.between(s.fact().item(), item));
        return new Row(item, kept.ordinal(), disputed, stated.fact().evidence(), stated.step());
    }

    private static int exchange(Stated stated) {
        Evidence evidence = stated.fact().evidence();
        return evidence.exchange();
    }
}
