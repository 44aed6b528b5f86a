/** What entries of Active Directory mean, [MS-ADTS]. Pure. */
@NullMarked
package org.tidewaiter.family.windows.parse.directory;

import org.jspecify.annotations.NullMarked;
