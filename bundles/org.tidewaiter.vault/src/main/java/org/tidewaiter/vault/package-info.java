/** Secrets in Equinox secure storage. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.vault;
