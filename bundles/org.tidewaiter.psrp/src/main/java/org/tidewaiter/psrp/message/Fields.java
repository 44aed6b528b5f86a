package org.tidewaiter.psrp.message;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Container;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;

/**
 * The properties of an object that a message is, with words for what is missing.
 *
 * @param where  the message's name, and where in it
 * @param object its data
 */
record Fields(String where, ComplexObject object) {

    static Fields of(String where, @Nullable Value data) throws PsrpException {
        if (data instanceof ComplexObject object) {
            return new Fields(where, object);
        }
        throw new PsrpException(where + ": an object was due");
    }

    Value value(String name) throws PsrpException {
        var value = object.property(name);
        if (value.isEmpty()) {
            throw new PsrpException(where + " without " + name);
        }
        return value.get();
    }

    Fields fields(String name) throws PsrpException {
        return of(where + "." + name, value(name));
    }

    /** Null where it is absent or Nil. */
    @Nullable
    Value optional(String name) {
        var value = object.property(name).orElse(null);
        return value instanceof Primitive.Nil ? null : value;
    }

    /** A whole number, bare or an enumeration's. */
    int number(String name) throws PsrpException {
        return (int) whole(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** A whole number; another where it is absent or Nil. */
    int number(String name, int absent) throws PsrpException {
        return optional(name) == null ? absent : number(name);
    }

    long longNumber(String name) throws PsrpException {
        return whole(name, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long whole(String name, long least, long most) throws PsrpException {
        var value = value(name);
        var bare = value instanceof ComplexObject wrapped && wrapped.content() instanceof Primitive content ? content : value;
        if (bare instanceof Primitive.Whole whole && whole.value() >= least && whole.value() <= most
                && (whole.type() != Primitive.Whole.Type.U64 || whole.value() >= 0)) {
            return whole.value();
        }
        throw new PsrpException(where + ": " + name + " is no such number");
    }

    boolean bool(String name) throws PsrpException {
        if (value(name) instanceof Primitive.Bool(var bool)) {
            return bool;
        }
        throw new PsrpException(where + ": " + name + " is neither true nor false");
    }

    Primitive.Version version(String name) throws PsrpException {
        if (value(name) instanceof Primitive.Version version) {
            return version;
        }
        throw new PsrpException(where + ": " + name + " is no version");
    }

    String text(String name) throws PsrpException {
        if (value(name) instanceof Primitive.Text(var text)) {
            return text;
        }
        throw new PsrpException(where + ": " + name + " is no text");
    }

    /** Null where it is absent, Nil or has no text. */
    @Nullable
    String optionalText(String name) {
        return shown(optional(name));
    }

    /** What a list or an array holds. */
    List<Value> items(String name) throws PsrpException {
        return items(where + ": " + name, value(name));
    }

    static List<Value> items(String where, @Nullable Value value) throws PsrpException {
        if (value instanceof ComplexObject list && list.content() instanceof Container.Sequence(var _, var items)) {
            return items;
        }
        throw new PsrpException(where + " is no list");
    }

    /** The text that stands for a value: a text itself, or what an object says of itself. */
    static @Nullable String shown(@Nullable Value value) {
        return switch (value) {
            case Primitive.Text(var text) -> text;
            case ComplexObject object when object.content() instanceof Primitive.Text(var text) -> text;
            case ComplexObject object -> object.string();
            case null, default -> null;
        };
    }
}
