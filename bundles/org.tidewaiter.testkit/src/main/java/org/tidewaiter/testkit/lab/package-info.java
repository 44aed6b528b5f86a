/** The network of real servers under {@code releng/lab}, for tests. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.testkit.lab;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
