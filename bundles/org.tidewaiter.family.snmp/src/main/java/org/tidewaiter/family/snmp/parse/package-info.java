/** Rows of MIB tables in, records out. */
@NullMarked
package org.tidewaiter.family.snmp.parse;

import org.jspecify.annotations.NullMarked;
