/** Remote procedure calls over named pipes ([MS-RPCE]), and what the services of Windows tell by them. */
@NullMarked
package org.tidewaiter.transport.smb.rpc;

import org.jspecify.annotations.NullMarked;
