package org.tidewaiter.cli;

import picocli.CommandLine.Option;

/** Options of a readiness run: whether logins are tried, and what devices are taken for. */
final class ReadinessOptions {

    @Option(names = "--no-login", description = "Try no login: tell what the ports alone say.")
    private boolean noLogin;

    @Option(names = "--as", paramLabel = "FAMILY", description = "Take devices that nothing gives away for this family: see `tidewaiter families`.")
    private String assumed = "";

    String assumed() {
        return assumed;
    }

    boolean logsIn() {
        return !noLogin;
    }
}
