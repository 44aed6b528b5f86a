/** WS-Management and PowerShell Remoting over HTTP. */
@NullMarked
package org.tidewaiter.transport.winrm;

import org.jspecify.annotations.NullMarked;
