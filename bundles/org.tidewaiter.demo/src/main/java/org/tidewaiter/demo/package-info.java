/** A make-believe network: recordings made in the project's own lab by {@code releng/demo/record}, and nothing of anybody's. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.demo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
