/** One class a matter, pure: what is judged of a device by what was read of it. */
@NullMarked
package org.tidewaiter.family.snmp.check;

import org.jspecify.annotations.NullMarked;
