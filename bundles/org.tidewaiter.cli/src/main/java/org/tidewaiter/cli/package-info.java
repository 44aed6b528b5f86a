/** The headless application: one command a class. */
@NullMarked
package org.tidewaiter.cli;

import org.jspecify.annotations.NullMarked;
