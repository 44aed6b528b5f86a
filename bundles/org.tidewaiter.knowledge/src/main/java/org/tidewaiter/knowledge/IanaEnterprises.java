package org.tidewaiter.knowledge;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.knowledge.Enterprises;

/** IANA's private enterprise numbers, from the snapshot {@code enterprises.txt}. */
@Component(service = Enterprises.class)
public final class IanaEnterprises implements Enterprises {

    private final Supplier<NameTable> table = new Once(() -> NameTable.resource("enterprises.txt", Long::parseLong));

    @Override
    public Optional<String> organization(long number) {
        return table.get().name(number);
    }

    /** How many numbers the snapshot has. */
    int size() {
        return table.get().size();
    }

    @Override
    public LocalDate dated() {
        return table.get().dated();
    }

    @Override
    public String source() {
        return table.get().source();
    }
}
