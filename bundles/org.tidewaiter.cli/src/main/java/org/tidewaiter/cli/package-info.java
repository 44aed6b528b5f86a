/** Headless application. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.cli;
