/** Printers. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.printer;
