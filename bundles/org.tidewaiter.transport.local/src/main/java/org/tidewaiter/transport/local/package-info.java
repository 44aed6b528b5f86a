/** This machine's shell. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.transport.local;
