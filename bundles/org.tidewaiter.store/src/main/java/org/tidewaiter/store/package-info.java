/**
 * The engagement: one SQLite file that keeps runs, devices, facts, gaps and the evidence behind them. SCHEMA.md describes the
 * tables.
 */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
