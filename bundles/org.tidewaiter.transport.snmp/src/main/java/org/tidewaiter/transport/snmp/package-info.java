/** SNMP versions 1, 2c and 3 as a transport of read-only sessions, and the question for the system group that goes to thousands at once. */
@NullMarked
package org.tidewaiter.transport.snmp;

import org.jspecify.annotations.NullMarked;
