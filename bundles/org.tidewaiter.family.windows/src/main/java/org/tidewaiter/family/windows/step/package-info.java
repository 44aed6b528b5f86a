/** The topics of an audit over PowerShell Remoting. */
@NullMarked
package org.tidewaiter.family.windows.step;

import org.jspecify.annotations.NullMarked;
