/** The client's side of [MS-PSRP] 3.1 without any transport: messages go in, messages and results come out. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.psrp.client;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
