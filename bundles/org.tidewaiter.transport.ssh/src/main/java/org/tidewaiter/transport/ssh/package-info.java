/** SSH. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.transport.ssh;
