/** Framing of shell scripts, shared by local and ssh. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.transport.shell;
