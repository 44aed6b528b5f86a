/** Network storage. */
@org.jspecify.annotations.NullMarked
package org.tidewaiter.family.nas;
