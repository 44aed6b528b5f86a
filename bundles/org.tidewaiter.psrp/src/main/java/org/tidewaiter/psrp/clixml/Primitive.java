package org.tidewaiter.psrp.clixml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A value of a primitive type, [MS-PSRP] 2.2.5.1. What no element of its type can say cannot be made. */
public sealed interface Primitive extends Value, Content {

    /** S, 2.2.5.1.1: any UTF-16 text. */
    record Text(String value) implements Primitive {
    }

    /** C, 2.2.5.1.2: a UTF-16 code unit. */
    record Char(char value) implements Primitive {
    }

    /** B, 2.2.5.1.3. */
    record Bool(boolean value) implements Primitive {
    }

    /**
     * DT, 2.2.5.1.4.
     *
     * @param time   date and time of day, years 1 to 9999
     * @param offset from UTC; null where none was said
     */
    record DateTime(LocalDateTime time, @Nullable ZoneOffset offset) implements Primitive {
        public DateTime {
            if (time.getYear() < 1 || time.getYear() > 9999) {
                throw new IllegalArgumentException("year " + time.getYear());
            }
        }
    }

    /** TS, 2.2.5.1.5: at most 10675199 days, forward or backward. */
    record TimeSpan(Duration value) implements Primitive {
        private static final long DAYS = 10_675_199;

        public TimeSpan {
            if (value.compareTo(Duration.ofDays(DAYS)) > 0 || value.compareTo(Duration.ofDays(-DAYS)) < 0) {
                throw new IllegalArgumentException("more than " + DAYS + " days");
            }
        }
    }

    /**
     * A whole number, 2.2.5.1.6 to 2.2.5.1.13.
     *
     * @param type  how wide it is
     * @param value for {@link Type#U64} all 64 bits count without sign
     */
    record Whole(Type type, long value) implements Primitive {
        /** The types of whole numbers; their names are those of the elements. */
        public enum Type {
            BY("By", 0, 255), //
            SB("SB", Byte.MIN_VALUE, Byte.MAX_VALUE), //
            U16("U16", 0, 65535), //
            I16("I16", Short.MIN_VALUE, Short.MAX_VALUE), //
            U32("U32", 0, 4294967295L), //
            I32("I32", Integer.MIN_VALUE, Integer.MAX_VALUE), //
            U64("U64", Long.MIN_VALUE, Long.MAX_VALUE), //
            I64("I64", Long.MIN_VALUE, Long.MAX_VALUE);

            private final String element;
            private final long least;
            private final long most;

            Type(String element, long least, long most) {
                this.element = element;
                this.least = least;
                this.most = most;
            }

            /** The element's name. */
            public String element() {
                return element;
            }
        }

        public Whole {
            if (value < type.least || value > type.most) {
                throw new IllegalArgumentException(value + " as " + type);
            }
        }

        /** I32. */
        public static Whole of(int value) {
            return new Whole(Type.I32, value);
        }

        /** I64. */
        public static Whole of(long value) {
            return new Whole(Type.I64, value);
        }

        /** In decimal. */
        public String text() {
            return type == Type.U64 ? Long.toUnsignedString(value) : Long.toString(value);
        }
    }

    /** Sg, 2.2.5.1.14. */
    record Single(float value) implements Primitive {
    }

    /** Db, 2.2.5.1.15. */
    record Double(double value) implements Primitive {
    }

    /** D, 2.2.5.1.16: at most 29 digits, at most 28 of them behind the point. */
    record Decimal(BigDecimal value) implements Primitive {
        private static final int DIGITS = 29;

        public Decimal {
            if (value.precision() > DIGITS || value.scale() < 0 || value.scale() >= DIGITS) {
                throw new IllegalArgumentException(value.precision() + " digits, " + value.scale() + " behind the point");
            }
        }
    }

    /** BA, 2.2.5.1.17. */
    record Bytes(byte[] value) implements Primitive {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /** G, 2.2.5.1.18. */
    record Guid(UUID value) implements Primitive {
    }

    /** URI, 2.2.5.1.19: as sent, since .NET takes what java.net.URI does not. */
    record Uri(String value) implements Primitive {
    }

    /** Nil, 2.2.5.1.20. */
    record Nil() implements Primitive {
    }

    /** Version, 2.2.5.1.21: two to four numbers. */
    record Version(List<Integer> numbers) implements Primitive {
        public Version {
            numbers = List.copyOf(numbers);
            if (numbers.size() < 2 || numbers.size() > 4 || numbers.stream().anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException("a version of " + numbers);
            }
        }

        /** A version of such numbers. */
        public static Version of(Integer... numbers) {
            return new Version(List.of(numbers));
        }

        /** The numbers with points between. */
        public String text() {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
        }

        /** The first number. */
        public int major() {
            return numbers.getFirst();
        }
    }

    /** XD, 2.2.5.1.22: an XML document, as text. */
    record XmlDocument(String value) implements Primitive {
    }

    /** SBK, 2.2.5.1.23: a script block, as text. */
    record ScriptBlock(String value) implements Primitive {
    }

    /** SS, 2.2.5.1.24: a text that is encrypted with the session key, in Base64; never decrypted here. */
    record SecureString(String value) implements Primitive {
        @Override
        public String toString() {
            return "SecureString";
        }
    }
}
