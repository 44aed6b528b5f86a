/**
 * The authenticated HTTP channel that carries WS-Management: one connection, one login, sealed messages ([MS-WSMV] section 2.2.9.1), a pinned
 * certificate where there is TLS.
 */
@NullMarked
package org.tidewaiter.transport.winrm.http;

import org.jspecify.annotations.NullMarked;
