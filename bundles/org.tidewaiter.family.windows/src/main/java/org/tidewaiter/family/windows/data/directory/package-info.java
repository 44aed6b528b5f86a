/** What a domain's directory tells. */
@NullMarked
package org.tidewaiter.family.windows.data.directory;

import org.jspecify.annotations.NullMarked;
