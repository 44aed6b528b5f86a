/** Linux and macOS. {@link org.tidewaiter.family.unix.UnixFamily} is the table of contents. */
@NullMarked
package org.tidewaiter.family.unix;

import org.jspecify.annotations.NullMarked;
