/** Windows devices. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.windows;
