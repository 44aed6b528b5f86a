/** How makers write sysDescr and sysObjectID: rules as data, grouped by maker. */
@NullMarked
package org.tidewaiter.family.snmp.rule;

import org.jspecify.annotations.NullMarked;
