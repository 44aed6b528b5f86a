/** Windows devices. */
@NullMarked
package org.tidewaiter.family.windows;

import org.jspecify.annotations.NullMarked;
