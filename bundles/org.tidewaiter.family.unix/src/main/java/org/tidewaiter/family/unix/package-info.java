/** Linux and macOS devices. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.unix;
