/** What may be asked of a device without a login, and what was seen. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.probe;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
