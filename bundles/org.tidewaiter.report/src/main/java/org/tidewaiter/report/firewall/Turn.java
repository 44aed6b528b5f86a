package org.tidewaiter.report.firewall;

/** Which way commands turn the lock: there are two files for each firewall. */
enum Turn {
    OPEN("open"), CLOSE("close");

    private final String word;

    Turn(String word) {
        this.word = word;
    }

    /** As in the file's name. */
    String word() {
        return word;
    }
}
