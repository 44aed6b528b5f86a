/** Engagement in one SQLite file. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.store;
