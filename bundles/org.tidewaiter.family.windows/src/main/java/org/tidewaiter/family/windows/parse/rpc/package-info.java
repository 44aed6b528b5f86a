/** What services tell by RPC. Pure. */
@NullMarked
package org.tidewaiter.family.windows.parse.rpc;

import org.jspecify.annotations.NullMarked;
