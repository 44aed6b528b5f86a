/** What only Windows has: hardening settings, BitLocker, Defender and their like. */
@NullMarked
package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.NullMarked;
