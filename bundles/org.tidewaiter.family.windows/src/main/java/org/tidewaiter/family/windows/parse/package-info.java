/** Rows in, records out: pure, without session, clock, locale or logger. */
@NullMarked
package org.tidewaiter.family.windows.parse;

import org.jspecify.annotations.NullMarked;
