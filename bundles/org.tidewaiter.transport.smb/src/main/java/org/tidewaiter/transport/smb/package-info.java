/** SMB, NetBIOS and RPC over named pipes. */
@NullMarked
package org.tidewaiter.transport.smb;

import org.jspecify.annotations.NullMarked;
