package org.tidewaiter.api.data;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.MacAddress;
import org.tidewaiter.api.model.Prefix;

/** The closed list of what a component of a data class may be. */
public enum ColumnType {
    TEXT, INTEGER, REAL, BOOLEAN, ENUM, INSTANT, DATE, DURATION, IP_ADDRESS, MAC_ADDRESS, PREFIX;

    /**
     * The type of one component, or of a list's elements.
     *
     * @throws IllegalArgumentException when the Java type is not on the list
     */
    static ColumnType of(Type type) {
        var element = type instanceof ParameterizedType list && list.getRawType() == List.class ? list.getActualTypeArguments()[0]
                : type;
        if (element instanceof Class<?> raw) {
            if (raw.isEnum()) {
                return ENUM;
            }
            var match = TypeTable.TYPES.get(raw);
            if (match != null) {
                return match;
            }
        }
        throw new IllegalArgumentException("a data class may not hold " + type.getTypeName());
    }

    private static final class TypeTable {
        static final Map<Class<?>, ColumnType> TYPES = Map.ofEntries(Map.entry(String.class, TEXT),
                Map.entry(long.class, INTEGER), Map.entry(Long.class, INTEGER),
                Map.entry(double.class, REAL), Map.entry(Double.class, REAL),
                Map.entry(boolean.class, BOOLEAN), Map.entry(Boolean.class, BOOLEAN),
                Map.entry(Instant.class, INSTANT), Map.entry(LocalDate.class, DATE),
                Map.entry(Duration.class, DURATION), Map.entry(IpAddress.class, IP_ADDRESS),
                Map.entry(MacAddress.class, MAC_ADDRESS), Map.entry(Prefix.class, PREFIX));
    }
}
