/** What to ask the firewall team for: the change request, and commands that make it and take it back. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.report.firewall;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
