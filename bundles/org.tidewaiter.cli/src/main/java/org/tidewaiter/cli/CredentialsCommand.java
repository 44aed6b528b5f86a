package org.tidewaiter.cli;

import picocli.CommandLine.Command;

/** {@code tidewaiter credentials}: what stands before add, list, remove and test. */
@Command(name = "credentials", mixinStandardHelpOptions = true, description = "Keeps logins in encrypted storage on this machine.")
final class CredentialsCommand {
    // without a subcommand picocli shows the usage
}
