/** The words every bundle shares: addresses, ports, claims, statements and what they rest on. Values only; no behaviour beyond validation. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
