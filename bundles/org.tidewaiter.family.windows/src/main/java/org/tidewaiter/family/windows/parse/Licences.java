package org.tidewaiter.family.windows.parse;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.Activation;
import org.tidewaiter.family.windows.data.Licence;

/** Products that are activated by a key. */
public final class Licences {

    /** SoftwareLicensingProduct.LicenseStatus. */
    private static final List<String> STATUS = List.of("unlicensed", "licensed", "initial grace", "tolerance grace",
            "non-genuine grace",
            "notification", "extended grace");

    private Licences() {
    }

    /** A row of SoftwareLicensingProduct with a key. */
    public static @Nullable Licence licence(CimRow row) {
        var id = Clean.first(row, "ID", "Name");
        return id == null || Clean.text(row, "PartialProductKey") == null ? null
                : new Licence(id, Clean.text(row, "Name"), Clean.text(row, "Description"),
                        Clean.word(row, "LicenseStatus", STATUS),
                        Clean.text(row, "PartialProductKey"), Clean.text(row, "LicenseFamily"),
                        Clean.positive(row, "GracePeriodRemaining"));
    }

    /** The row of SoftwareLicensingService, of which the key in the firmware is not read. */
    public static @Nullable Activation activation(CimRow row) {
        return Clean.text(row, "Version") == null ? null
                : new Activation(Clean.text(row, "KeyManagementServiceMachine"), Clean.positive(row, "KeyManagementServicePort"),
                        Clean.text(row, "DiscoveredKeyManagementServiceMachineName"), Clean.text(row, "Version"));
    }
}
