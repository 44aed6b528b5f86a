/** The same pipeline from recorded evidence, without a network: strict and loud. A request that was not recorded fails, and names the nearest that was. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.replay;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
