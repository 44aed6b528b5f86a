/** WS-Management envelopes (DSP0226, [MS-WSMV]): what is asked of shells and of WMI, and what comes back. Nothing here touches the network. */
@NullMarked
package org.tidewaiter.transport.winrm.wsman;

import org.jspecify.annotations.NullMarked;
