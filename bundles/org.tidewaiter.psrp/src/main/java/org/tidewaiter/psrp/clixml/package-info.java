/** The serialization of objects, [MS-PSRP] 2.2.5: values, reader, writer. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.psrp.clixml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
