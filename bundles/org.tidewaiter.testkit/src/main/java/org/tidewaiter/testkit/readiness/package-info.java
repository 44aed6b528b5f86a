/** How a family's port rules are tested: a truth table written by hand, and invariants over all combinations of port states. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.testkit.readiness;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
