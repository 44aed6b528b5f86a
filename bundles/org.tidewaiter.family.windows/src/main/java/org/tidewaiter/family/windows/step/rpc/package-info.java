/** What is read by RPC over SMB. */
@NullMarked
package org.tidewaiter.family.windows.step.rpc;

import org.jspecify.annotations.NullMarked;
