/** SSH version 2 as a transport of shell sessions. */
@NullMarked
package org.tidewaiter.transport.ssh;

import org.jspecify.annotations.NullMarked;
