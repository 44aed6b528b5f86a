/** How reports are put on paper, for the packages of this bundle alone: escaping, wording, files that appear as a whole. */
@NullMarked
package org.tidewaiter.report.writing;

import org.jspecify.annotations.NullMarked;
