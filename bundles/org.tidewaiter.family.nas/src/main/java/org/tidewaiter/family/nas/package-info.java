/** Network storage devices. */
@NullMarked
package org.tidewaiter.family.nas;

import org.jspecify.annotations.NullMarked;
