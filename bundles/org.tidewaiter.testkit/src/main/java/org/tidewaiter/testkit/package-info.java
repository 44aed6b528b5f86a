/** The contract that every device family keeps. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.testkit;
