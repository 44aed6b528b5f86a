/** NTLM as WinRM uses it: the three messages are jcifs-ng's, signing and sealing are ours ([MS-NLMP] section 3.4.4.2). */
@NullMarked
package org.tidewaiter.transport.winrm.ntlm;

import org.jspecify.annotations.NullMarked;
