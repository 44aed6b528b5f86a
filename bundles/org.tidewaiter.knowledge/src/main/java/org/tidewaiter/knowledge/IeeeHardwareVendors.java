package org.tidewaiter.knowledge;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.MacAddress;

/** The IEEE's blocks of 24, 28 and 36 bits, from the snapshot {@code hardware-vendors.txt}. */
@Component(service = HardwareVendors.class)
public final class IeeeHardwareVendors implements HardwareVendors {

    /** Lengths of prefixes in hexadecimal digits, longest first. */
    private static final int[] DIGITS = { 9, 7, 6 };
    private static final int KEY_DIGITS = 9;

    private final Supplier<NameTable> table = new Once(
            () -> NameTable.resource("hardware-vendors.txt", IeeeHardwareVendors::key));

    /** The prefix's digits, filled up to 36 bits, and above them which length it has. */
    private static long key(String prefix) {
        return key(Long.parseLong(prefix, 16) << 4 * (KEY_DIGITS - prefix.length()), prefix.length());
    }

    private static long key(long bits, int digits) {
        return (digits == 9 ? 3L : digits - 5L) << 36 | bits;
    }

    @Override
    public Optional<String> vendor(MacAddress address) {
        if (address.isLocallyAdministered() || (address.value() >>> 40 & 1) != 0) {
            return Optional.empty();
        }
        for (var digits : DIGITS) {
            var bits = address.value() >>> 48 - 4 * digits << 4 * (KEY_DIGITS - digits);
            var name = table.get().name(key(bits, digits));
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    /** How many blocks the snapshot has. */
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
