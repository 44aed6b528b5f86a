package org.tidewaiter.psrp.clixml;

import java.util.List;

/** A container's contents, [MS-PSRP] 2.2.5.2.6. */
public sealed interface Container extends Content {

    /**
     * Values in order.
     *
     * @param kind  which container it was
     * @param items what it holds
     */
    record Sequence(Kind kind, List<Value> items) implements Container {
        /** The containers of values. */
        public enum Kind {
            /** LST. */
            LIST("LST"),
            /** STK; what was pushed last stands first. */
            STACK("STK"),
            /** QUE. */
            QUEUE("QUE"),
            /** IE, something that could be enumerated. */
            ENUMERABLE("IE");

            private final String element;

            Kind(String element) {
                this.element = element;
            }

            /** The element's name. */
            public String element() {
                return element;
            }
        }

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * DCT: keys and values, in the order of the sender.
     *
     * @param entries what it holds
     */
    record Dictionary(List<Entry> entries) implements Container {
        public Dictionary {
            entries = List.copyOf(entries);
        }
    }

    /**
     * En.
     *
     * @param key   any value
     * @param value any value
     */
    record Entry(Value key, Value value) {
    }
}
