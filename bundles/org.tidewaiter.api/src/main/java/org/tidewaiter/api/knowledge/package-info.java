/** Public registries to look things up in, as services: dated snapshots, asked without a network. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.knowledge;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
