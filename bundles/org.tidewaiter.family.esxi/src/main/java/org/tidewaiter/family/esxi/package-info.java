/** VMware ESXi hosts. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.esxi;
