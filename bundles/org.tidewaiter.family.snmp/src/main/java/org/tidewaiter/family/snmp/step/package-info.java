/** What is asked, topic by topic. */
@NullMarked
package org.tidewaiter.family.snmp.step;

import org.jspecify.annotations.NullMarked;
