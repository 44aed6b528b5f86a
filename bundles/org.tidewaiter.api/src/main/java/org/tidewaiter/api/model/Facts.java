package org.tidewaiter.api.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.Statement.Fact;
import org.tidewaiter.api.model.Statement.Gap;

/** What was read of one device, as a check sees it. Immutable. */
public final class Facts {

    /** One row of a data class, and where it was read. */
    public record Row<T extends Item>(T item, Evidence evidence) {

        /** It as a reason, for {@link Finding#because()}. */
        public Statement statement() {
            return new Fact(item, evidence);
        }
    }

    private final Map<Class<? extends Item>, List<Statement>> statements;
    private final Instant readAt;
    private final Map<Class<?>, Object> conclusions = new ConcurrentHashMap<>();

    /**
     * A view.
     *
     * @param statements in the order they were stated
     * @param readAt     when the device was visited
     */
    public Facts(List<? extends Statement> statements, Instant readAt) {
        this.statements = statements.stream().collect(Collectors.groupingBy(Statement::dataClass));
        this.readAt = readAt;
    }

    /** The rows of a data class in the order they were stated; two where two sources disagree. */
    public <T extends Item> List<Row<T>> of(Class<T> dataClass) {
        return all(dataClass).stream().filter(Fact.class::isInstance).map(Fact.class::cast)
                .map(f -> new Row<>(dataClass.cast(f.item()), f.evidence())).toList();
    }

    /** Why a data class is missing or incomplete: its first gap; empty when it was read to the end, or the device has no such thing. */
    public Optional<Gap> gap(Class<? extends Item> dataClass) {
        return gaps(dataClass).stream().filter(g -> g.reason() != GapReason.NOT_PRESENT).findFirst();
    }

    /** Every gap of a data class, also that the device has no such thing. */
    public List<Gap> gaps(Class<? extends Item> dataClass) {
        return all(dataClass).stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
    }

    private List<Statement> all(Class<? extends Item> dataClass) {
        return statements.getOrDefault(dataClass, List.of());
    }

    /** Whether there is a fact or a gap of a data class: somebody tried to read it. */
    public boolean spokenOf(Class<? extends Item> dataClass) {
        return statements.containsKey(dataClass);
    }

    /**
     * Something that many checks conclude from the facts, made when it is first asked for.
     *
     * @param kind names it: one for each way to make it
     * @param make pure, and asks for no other conclusion
     */
    public <T> T conclusion(Class<T> kind, Function<Facts, T> make) {
        return kind.cast(conclusions.computeIfAbsent(kind, _ -> make.apply(this)));
    }

    /** When the device was visited: what a check takes for now, so that a replay in a later year comes to the same. */
    public Instant readAt() {
        return readAt;
    }
}
