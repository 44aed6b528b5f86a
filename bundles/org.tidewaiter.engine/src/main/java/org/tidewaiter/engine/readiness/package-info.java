/** From port states to what an audit can do: pure functions over a family's rules. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.engine.readiness;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
