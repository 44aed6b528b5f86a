package org.tidewaiter.api.data;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The shape of a data class, by reflection over its record: id, columns, keys, units. The store, every report and the workbench draw their
 * tables from it. Immutable and safe for use by many threads.
 */
public final class DataClass {

    private static final ClassValue<DataClass> SHAPES = new ClassValue<>() {
        @Override
        protected DataClass computeValue(Class<?> type) {
            return new DataClass(type.asSubclass(Item.class));
        }
    };

    private final Class<? extends Item> type;
    private final String id;
    private final List<Column> columns;
    private final List<Method> accessors;

    private DataClass(Class<? extends Item> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        this.type = type;
        this.id = idOf(type);
        var shape = new ArrayList<Column>();
        var readers = new ArrayList<Method>();
        for (RecordComponent component : type.getRecordComponents()) {
            shape.add(columnOf(type, component));
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            readers.add(accessor);
        }
        columns = List.copyOf(shape);
        accessors = List.copyOf(readers);
    }

    /**
     * The shape of a record.
     *
     * @throws IllegalArgumentException when the record is no legal data class: a component type outside {@link ColumnType}'s list, a nullable key
     */
    public static DataClass of(Class<? extends Item> type) {
        return SHAPES.get(type);
    }

    private static String idOf(Class<? extends Item> type) {
        var given = type.getAnnotation(DataClassId.class);
        var id = given != null ? given.value()
                : type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        if (!id.matches("[a-z][a-z0-9.]{0,60}(-[a-z0-9]{1,30}){0,6}")) {
            throw new IllegalArgumentException(type.getName() + ": bad data class id " + id);
        }
        return id;
    }

    private static Column columnOf(Class<?> owner, RecordComponent component) {
        var raw = component.getType();
        var key = component.isAnnotationPresent(Key.class);
        var nullable = isNullable(component.getAnnotatedType());
        if (key && nullable) {
            throw new IllegalArgumentException(owner.getName() + "." + component.getName() + ": a key is never null");
        }
        if (component.getName().equals("evidence")) {
            throw new IllegalArgumentException(owner.getName() + ": reports use the name evidence for what stands behind a row");
        }
        var unit = component.getAnnotation(Unit.class);
        return new Column(component.getName(), ColumnType.of(component.getGenericType()), raw == List.class, key, nullable,
                unit == null ? null : unit.value());
    }

    /** The bundle of the record must import {@code org.jspecify.annotations}: an annotation that cannot be loaded is invisible here. */
    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** The data class's published name: {@code installed-software}. */
    public String id() {
        return id;
    }

    /** The record. */
    public Class<? extends Item> type() {
        return type;
    }

    /** The columns in the record's order. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The row's values in the order of {@link #columns()}; null where absent.
     *
     * @throws IllegalArgumentException when the item is of another data class, or a value that must be there is not
     */
    public List<@Nullable Object> values(Item item) {
        var values = new @Nullable Object[accessors.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = value(item, i);
            if (values[i] == null && !columns.get(i).nullable()) {
                throw new IllegalArgumentException(id + "." + columns.get(i).name() + " must not be absent");
            }
        }
        return Arrays.asList(values);
    }

    private @Nullable Object value(Item item, int column) {
        try {
            return accessors.get(column).invoke(item);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(id + ": " + columns.get(column).name() + " cannot be read", e);
        }
    }

    /** What identifies the row within its device: the key columns' texts, joined by the unit separator U+001F; "" for one-row classes. */
    public String keyOf(Item item) {
        var key = new StringBuilder();
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).key()) {
                key.append(key.isEmpty() ? "" : "\u001f").append(value(item, i));
            }
        }
        return key.toString();
    }

    @Override
    public String toString() {
        return id;
    }
}
