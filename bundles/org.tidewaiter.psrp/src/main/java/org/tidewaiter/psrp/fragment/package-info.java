/** Cutting messages into fragments and joining them again, [MS-PSRP] 2.2.4; and the one exception that a peer's bytes can cause. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.psrp.fragment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
