package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * One column of a data class, as read off the record component.
 *
 * @param name     plain camel case, the component's name
 * @param list     whether the value is a list of {@code type}
 * @param key      whether it identifies the row
 * @param nullable whether it may be absent
 * @param unit     UCUM symbol of a number, if it has one
 */
public record Column(String name, ColumnType type, boolean list, boolean key, boolean nullable, @Nullable String unit) {
}
