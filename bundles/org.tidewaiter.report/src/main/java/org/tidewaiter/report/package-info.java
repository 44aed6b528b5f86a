/**
 * Reports of a run, drawn from the engagement alone: JSON for programs, HTML for people, CSV for spreadsheets. FORMATS.md
 * describes them.
 */
@NullMarked
@Version("1.0.0")
package org.tidewaiter.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
