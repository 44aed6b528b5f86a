/** The sweep: asks every target of a run a few questions, at a pace that network and devices bear, and tells who is there. */
@NullMarked
package org.tidewaiter.engine.sweep;

import org.jspecify.annotations.NullMarked;
