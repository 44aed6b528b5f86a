/** Devices that answer SNMP. */
@NullMarked
package org.tidewaiter.family.snmp;

import org.jspecify.annotations.NullMarked;
