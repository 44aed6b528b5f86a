/** Kerberos as WinRM uses it: tickets and contexts are Java's, the order of a sealed message's parts is made to fit GSS_WrapEx ([MS-KILE] 3.4.5.4.1). */
@NullMarked
package org.tidewaiter.transport.winrm.kerberos;

import org.jspecify.annotations.NullMarked;
