/** What is not as it should be at a Windows computer: pure checks over what was read. */
@NullMarked
package org.tidewaiter.family.windows.check;

import org.jspecify.annotations.NullMarked;
