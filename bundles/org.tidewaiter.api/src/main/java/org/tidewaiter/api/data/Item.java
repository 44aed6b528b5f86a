package org.tidewaiter.api.data;

/**
 * One row of a data class. Implemented by records alone; {@link DataClass} says which component types they may have.
 * Absent values are {@code @Nullable} components that hold null, never "" and never 0. No component may hold a secret.
 */
public interface Item {
}
