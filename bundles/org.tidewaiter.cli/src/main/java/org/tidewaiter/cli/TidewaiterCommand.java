package org.tidewaiter.cli;

import picocli.CommandLine.Command;

/** What stands before the command's name. */
@Command(name = "tidewaiter", mixinStandardHelpOptions = true, version = "Tidewaiter 0.1.0", //
        description = "Finds the devices of a network, reads them without changing them, and shows the evidence for every line.", //
        footer = { "",
            "Exit status: 0 complete, 1 more gaps than --max-gaps, 2 usage, 3 failure, 4 nothing audited, 130 cancelled." })
final class TidewaiterCommand {
    // not runnable by itself: picocli then answers a command line without a command with the usage and exit code 2
}
