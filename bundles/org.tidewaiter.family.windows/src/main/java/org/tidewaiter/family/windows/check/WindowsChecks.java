package org.tidewaiter.family.windows.check;

import java.util.List;
import java.util.stream.Stream;

import org.tidewaiter.api.spi.Check;

/** What Windows computers are judged by, in the order of the report. */
public final class WindowsChecks {

    private static final List<Check> ALL = Stream.of(
            // what is no longer kept up, and what watches
            SystemChecks.updates(), DefenderChecks.status(), DefenderChecks.preferences(), FirewallCheck.all(),
            // passwords, accounts, logging in
            CredentialChecks.memory(), CredentialChecks.hashes(), AccountChecks.elevation(), AccountChecks.accounts(),
            AccountChecks.logon(), PolicyChecks.accounts(),
            // the network
            CredentialChecks.anonymous(), SmbChecks.anonymous(), SmbChecks.protocol(), SmbChecks.confidentiality(),
            NetworkChecks.names(),
            NetworkChecks.directory(), PolicyChecks.all(),
            NetworkChecks.secureChannel(), RemoteChecks.desktop(), RemoteChecks.management(), RemoteChecks.registry(),
            PrintChecks.all(),
            SchannelCheck.all(), List.<Check> of(new CipherCheck()), SystemChecks.certificates(),
            // the machine, its programs and its records
            DeviceChecks.encryption(), CredentialChecks.hypervisor(), DeviceChecks.programs(), ServiceChecks.all(),
            ScriptChecks.all(), SystemChecks.logs()).flatMap(List::stream).toList();

    private WindowsChecks() {
    }

    /** All of them. */
    public static List<Check> all() {
        return ALL;
    }
}
