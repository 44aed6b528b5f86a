/** What the checks of a run found, and how far they could judge. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.report.findings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
