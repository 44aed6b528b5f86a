/** Port readiness: which rules of a device's family are met, and what follows from that for its audit. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.readiness;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
