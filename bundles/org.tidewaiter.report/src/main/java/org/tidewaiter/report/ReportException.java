package org.tidewaiter.report;

import java.io.IOException;

/** A report cannot be written, or not be read again. The message is a sentence: which file, what happened, what to try. */
public final class ReportException extends IOException {

    private static final long serialVersionUID = 1L;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, IOException cause) {
        super(message, cause);
    }
}
