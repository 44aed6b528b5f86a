/** Reports and exports. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.report;
