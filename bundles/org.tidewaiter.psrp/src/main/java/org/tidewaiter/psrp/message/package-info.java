/** The messages of [MS-PSRP] 2.2.1 and 2.2.2 as values, and their bytes. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.psrp.message;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
