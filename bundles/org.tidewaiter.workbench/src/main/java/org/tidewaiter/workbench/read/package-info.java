/** What the views draw, read from an engagement: immutable, and free of SWT. Reading blocks on the disk and belongs in a job. */
@NullMarked
package org.tidewaiter.workbench.read;

import org.jspecify.annotations.NullMarked;
