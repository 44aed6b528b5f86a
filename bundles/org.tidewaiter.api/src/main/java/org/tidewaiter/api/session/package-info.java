/** What a step is lent: an authenticated, read-only session that answers declared requests and nothing else. */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.api.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
