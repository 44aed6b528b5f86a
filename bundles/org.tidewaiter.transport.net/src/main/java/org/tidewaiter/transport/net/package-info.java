/** Harmless probes over TCP. */
@NullMarked
package org.tidewaiter.transport.net;

import org.jspecify.annotations.NullMarked;
