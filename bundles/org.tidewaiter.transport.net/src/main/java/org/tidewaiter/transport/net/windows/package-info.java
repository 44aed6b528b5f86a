/** What Windows' own protocols tell without a login: SMB, RPC, RDP, LDAP and WS-Management. Messages are pure and their decoding total. */
@NullMarked
package org.tidewaiter.transport.net.windows;

import org.jspecify.annotations.NullMarked;
