/** What a device family must keep, as checks that need no test framework, and what they run on. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
