/** Harmless probes over TCP and UDP. */
@NullMarked
package org.tidewaiter.transport.net;

import org.jspecify.annotations.NullMarked;
