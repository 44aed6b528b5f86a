/** Data classes: records whose components are the columns of every table, sheet, export and comparison. The shared ones serve all families. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
