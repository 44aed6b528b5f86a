/** The engine: targets and scope, probe plan, recognition, the step fence, the lock-out guard, redaction, and the run that joins them. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
