/** One class a topic: what is asked, and which rows it makes. The asking is one line; the reading is in {@code parse}. */
@NullMarked
package org.tidewaiter.family.unix.step;

import org.jspecify.annotations.NullMarked;
