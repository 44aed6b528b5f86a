/** One conversation with a POSIX shell, whatever carries it: framing of many commands into one script, limits, and the superuser's rights. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.transport.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
