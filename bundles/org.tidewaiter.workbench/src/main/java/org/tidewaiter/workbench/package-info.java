/** Workbench. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.workbench;
