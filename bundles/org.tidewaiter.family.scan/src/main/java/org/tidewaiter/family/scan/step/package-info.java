/** What was seen from outside, a topic a step. None of them asks anything. */
@NullMarked
package org.tidewaiter.family.scan.step;

import org.jspecify.annotations.NullMarked;
