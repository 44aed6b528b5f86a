/** Sealed messages on the wire: how an envelope that a security context has encrypted travels in HTTP ([MS-WSMV] section 2.2.9.1). */
@NullMarked
package org.tidewaiter.transport.winrm.seal;

import org.jspecify.annotations.NullMarked;
