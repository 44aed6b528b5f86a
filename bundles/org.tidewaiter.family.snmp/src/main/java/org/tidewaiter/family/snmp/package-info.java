/** Whatever speaks SNMP. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.snmp;
