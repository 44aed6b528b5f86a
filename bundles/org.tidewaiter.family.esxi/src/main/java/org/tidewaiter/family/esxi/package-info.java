/** VMware ESXi hosts. */
@NullMarked
package org.tidewaiter.family.esxi;

import org.jspecify.annotations.NullMarked;
