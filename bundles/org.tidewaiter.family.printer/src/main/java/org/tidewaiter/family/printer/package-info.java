/** Printers. */
@NullMarked
package org.tidewaiter.family.printer;

import org.jspecify.annotations.NullMarked;
