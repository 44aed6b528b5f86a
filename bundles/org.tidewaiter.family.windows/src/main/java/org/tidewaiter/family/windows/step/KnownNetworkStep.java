package org.tidewaiter.family.windows.step;

import java.util.List;

import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.data.KnownNetwork;
import org.tidewaiter.family.windows.parse.KnownNetworks;

/** Networks that the computer was in, wireless ones among them by name. */
public final class KnownNetworkStep implements TableStep {

    private static final PowerShellScript NETWORKS = PowerShellScript.of("known-networks",
            "$k = 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\NetworkList\\Profiles'; if (Test-Path -LiteralPath $k) { Get-ChildItem -LiteralPath $k"
                    + " | Select-Object -First 500 | Get-ItemProperty | Select-Object 'ProfileName', 'NameType', 'Category', 'Managed', 'PSChildName' }");

    private static final List<Reading<?>> READINGS = List
            .of(new Reading<>(NETWORKS, KnownNetwork.class, "Windows remembers no network", KnownNetworks::network));

    @Override
    public String id() {
        return "known-network";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
