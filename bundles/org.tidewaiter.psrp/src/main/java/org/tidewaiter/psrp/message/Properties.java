package org.tidewaiter.psrp.message;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Container;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.clixml.Property;
import org.tidewaiter.psrp.clixml.Value;

/** Extended properties in the making. */
final class Properties {

    private static final List<String> OBJECT_LIST = List.of(
            "System.Collections.Generic.List`1[[System.Management.Automation.PSObject, "
                    + "System.Management.Automation, Version=1.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35]]",
            "System.Object");

    private final List<Property> properties = new ArrayList<>();

    Properties put(String name, Value value) {
        properties.add(new Property(name, value));
        return this;
    }

    Properties put(String name, boolean value) {
        return put(name, new Primitive.Bool(value));
    }

    Properties put(String name, int value) {
        return put(name, Primitive.Whole.of(value));
    }

    Properties put(String name, long value) {
        return put(name, Primitive.Whole.of(value));
    }

    /** Nil for null. */
    Properties put(String name, @Nullable String value) {
        return put(name, value == null ? new Primitive.Nil() : new Primitive.Text(value));
    }

    /** Nothing for null. */
    Properties putIfAny(String name, @Nullable Value value) {
        return value == null ? this : put(name, value);
    }

    ComplexObject object() {
        return ComplexObject.of(properties);
    }

    /** The object with a description and type names. */
    ComplexObject object(List<String> typeNames, String string) {
        return new ComplexObject(typeNames, string, null, List.of(), properties);
    }

    /** A list as PowerShell's own client sends it. */
    static ComplexObject list(List<? extends Value> items) {
        return list(OBJECT_LIST, items);
    }

    static ComplexObject list(List<String> typeNames, List<? extends Value> items) {
        return new ComplexObject(typeNames, null, new Container.Sequence(Container.Sequence.Kind.LIST, List.copyOf(items)),
                List.of(),
                List.of());
    }
}
