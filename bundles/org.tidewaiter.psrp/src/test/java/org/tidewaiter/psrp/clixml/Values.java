package org.tidewaiter.psrp.clixml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.tidewaiter.psrp.clixml.Container.Dictionary;
import org.tidewaiter.psrp.clixml.Container.Entry;
import org.tidewaiter.psrp.clixml.Container.Sequence;

/** Makes values of every kind from a seed. */
final class Values {

    static final int KINDS = 23;

    private static final String[] PIECES = { "a", "<", "&", "\"", "'", ">", "]]>", "_", "_x", "_x000A_", "_X000a_", "_x005F_",
        "\n", "\r\n",
        "\t", " ", "\0", "\u0085", "\u00e4", "\u20ac", "\ud83d\ude00", "\ud800", "\udc00", "\uffff", "\ufffe", "\u2028",
        "x0041_" };

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    String text() {
        var text = new StringBuilder();
        for (var i = random.nextInt(8); i > 0; i--) text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.toString();
    }

    Primitive primitive() {
        return primitive(random.nextInt(KINDS));
    }

    Primitive primitive(int kind) {
        return switch (kind) {
            case 0 -> new Primitive.Text(text());
            case 1 -> new Primitive.Char((char) random.nextInt(65536));
            case 2 -> new Primitive.Bool(random.nextBoolean());
            case 3 -> new Primitive.DateTime(
                    LocalDateTime.of(1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28),
                            random.nextInt(24), random.nextInt(60), random.nextInt(3) * 20,
                            random.nextInt(3) * random.nextInt(10_000_000) * 33),
                    random.nextBoolean() ? null : ZoneOffset.ofTotalSeconds(60 * (random.nextInt(28 * 60) - 14 * 60)));
            case 4 -> new Primitive.TimeSpan(Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000)));
            case 5 ->
                new Primitive.Single(random.nextInt(4) == 0 ? Float.NEGATIVE_INFINITY : Float.intBitsToFloat(random.nextInt()));
            case 6 -> new Primitive.Double(random.nextInt(4) == 0 ? Double.NaN : Double.longBitsToDouble(random.nextLong()));
            case 7 -> new Primitive.Decimal(new BigDecimal(new BigInteger(90, random), random.nextInt(20)));
            case 8 -> new Primitive.Bytes(text().getBytes());
            case 9 -> new Primitive.Guid(new UUID(random.nextLong(), random.nextLong()));
            case 10 -> new Primitive.Uri("http://192.0.2.1/" + text());
            case 11 -> new Primitive.Nil();
            case 12 -> new Primitive.Version(random.ints(2 + random.nextInt(3), 0, Integer.MAX_VALUE).boxed().toList());
            case 13 -> new Primitive.XmlDocument("<r>" + text() + "</r>");
            case 14 -> new Primitive.ScriptBlock(text());
            default -> whole(Primitive.Whole.Type.values()[(kind - 15) % 8]);
        };
    }

    private Primitive.Whole whole(Primitive.Whole.Type type) {
        var bits = switch (type) {
            case BY -> random.nextInt(256);
            case SB -> (byte) random.nextInt();
            case U16 -> random.nextInt(65536);
            case I16 -> (short) random.nextInt();
            case U32 -> random.nextLong(1L << 32);
            case I32 -> random.nextInt();
            case U64, I64 -> random.nextLong();
        };
        return new Primitive.Whole(type, bits);
    }

    Value value(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 8)) {
            case 0, 1, 2 -> primitive();
            case 3 -> depth > 3 ? object(depth) : new Ancestor(1);
            default -> object(depth);
        };
    }

    /** An object; what is in it refers upwards to itself at most. */
    ComplexObject object(int depth) {
        var content = switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> primitive();
            case 2 -> new Sequence(Sequence.Kind.values()[random.nextInt(4)], values(depth - 1));
            default -> new Dictionary(values(depth - 1).stream().map(v -> new Entry(primitive(), v)).toList());
        };
        var types = random.nextBoolean() ? List.<String> of() : List.of("T" + random.nextInt(3), text(), "System.Object");
        return new ComplexObject(types, random.nextBoolean() ? null : text(), content, properties(depth - 1),
                properties(depth - 1));
    }

    private List<Property> properties(int depth) {
        return random.nextBoolean() ? List.of() : values(depth).stream().map(v -> new Property(text(), v)).toList();
    }

    private List<Value> values(int depth) {
        var values = new ArrayList<Value>();
        for (var i = random.nextInt(4); i > 0; i--) values.add(value(Math.max(0, depth)));
        return values;
    }
}
