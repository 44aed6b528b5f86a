/** Searches in the directories of domain controllers. */
@NullMarked
package org.tidewaiter.transport.ldap;

import org.jspecify.annotations.NullMarked;
