/** Harmless network probes. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.transport.net;
