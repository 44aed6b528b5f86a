/** The topics of an audit that are read in the domain's directory. */
@NullMarked
package org.tidewaiter.family.windows.step.directory;

import org.jspecify.annotations.NullMarked;
