/** Secrets in Equinox secure storage. */
@NullMarked
package org.tidewaiter.vault;

import org.jspecify.annotations.NullMarked;
