/** Snapshots of public registries, kept small in memory. */
@NullMarked
package org.tidewaiter.knowledge;

import org.jspecify.annotations.NullMarked;
