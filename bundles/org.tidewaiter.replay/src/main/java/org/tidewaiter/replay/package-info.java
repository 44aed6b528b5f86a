/** Sessions that answer from recorded evidence. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.replay;
