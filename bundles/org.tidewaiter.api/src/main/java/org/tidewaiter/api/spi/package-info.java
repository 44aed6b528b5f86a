/** What a plugin implements: one {@link org.tidewaiter.api.spi.DeviceFamily} service, and what hangs on it. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
