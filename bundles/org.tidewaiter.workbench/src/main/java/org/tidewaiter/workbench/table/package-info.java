/** Tables of records: sortable columns, row selection, any number of rows. */
@NullMarked
package org.tidewaiter.workbench.table;

import org.jspecify.annotations.NullMarked;
