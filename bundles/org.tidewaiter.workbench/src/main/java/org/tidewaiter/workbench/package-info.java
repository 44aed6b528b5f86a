/** The desktop: application, window, commands and views. */
@NullMarked
package org.tidewaiter.workbench;

import org.jspecify.annotations.NullMarked;
