package org.tidewaiter.family.windows.check;

import java.util.List;
import java.util.stream.Stream;

import org.tidewaiter.api.spi.Check;

/** What Windows computers are judged by, in the order of the report. */
public final class WindowsChecks {

    private static final List<Check> ALL = Stream
            .of(CredentialChecks.memory(), CredentialChecks.hashes(), AccountChecks.elevation(), AccountChecks.accounts(),
                    AccountChecks.logon(), CredentialChecks.anonymous(), SmbChecks.anonymous(), SmbChecks.all(),
                    CredentialChecks.hypervisor())
            .flatMap(List::stream).toList();

    private WindowsChecks() {
    }

    /** All of them. */
    public static List<Check> all() {
        return ALL;
    }
}
