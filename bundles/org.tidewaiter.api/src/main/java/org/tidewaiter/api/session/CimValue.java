package org.tidewaiter.api.session;

import java.math.BigDecimal;
import java.util.List;

/** A value of a property. One that is null is not there at all. */
public sealed interface CimValue {

    /** Text; of a WS-Management enumeration every plain value is. */
    record Text(String text) implements CimValue {
    }

    /** A number. */
    record Numeric(BigDecimal number) implements CimValue {
    }

    /** A truth value. */
    record Truth(boolean truth) implements CimValue {
    }

    /** An array. */
    record Array(List<CimValue> values) implements CimValue {
        public Array {
            values = List.copyOf(values);
        }
    }

    /** An object within an object. */
    record Embedded(CimRow row) implements CimValue {
    }
}
