/** Hosts nobody else knows. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.scan;
