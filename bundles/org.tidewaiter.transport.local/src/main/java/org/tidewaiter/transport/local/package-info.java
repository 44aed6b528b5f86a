/** This machine's own shell as a transport: no network, no login. */
@NullMarked
package org.tidewaiter.transport.local;

import org.jspecify.annotations.NullMarked;
