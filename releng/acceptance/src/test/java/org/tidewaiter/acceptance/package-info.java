/** Tests of the built product, as processes. */
package org.tidewaiter.acceptance;
