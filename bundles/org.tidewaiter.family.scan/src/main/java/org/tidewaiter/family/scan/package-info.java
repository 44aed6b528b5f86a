/** Devices that no other family knows. */
@NullMarked
package org.tidewaiter.family.scan;

import org.jspecify.annotations.NullMarked;
