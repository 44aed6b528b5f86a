/** What a readiness run comes to: a summary worth reading, and the fewest changes that make devices auditable. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.report.readiness;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
