/** Text in, records out: pure functions without session, clock, locale or logger. */
@NullMarked
package org.tidewaiter.family.unix.parse;

import org.jspecify.annotations.NullMarked;
