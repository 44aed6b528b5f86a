/** What transports, the replay and the engagement store implement, and what the engine hands them. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.engine.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
