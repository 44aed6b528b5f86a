package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.family.windows.data.Activation;
import org.tidewaiter.family.windows.data.Licence;
import org.tidewaiter.family.windows.parse.Licences;

/** Licences of Windows and Office: status and the last five characters of keys, never a key. */
public final class LicenceStep implements TableStep {

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(CimQuery.of("licences", "SoftwareLicensingProduct", "ID", "Name", "Description", "LicenseStatus",
                    "PartialProductKey", "LicenseFamily", "GracePeriodRemaining").where("PartialProductKey IS NOT NULL")
                    .within(Duration.ofSeconds(60)), Licence.class, "no product has a key", Licences::licence),
            new Reading<>(CimQuery.of("licensing-service", "SoftwareLicensingService", "Version", "KeyManagementServiceMachine",
                    "KeyManagementServicePort", "DiscoveredKeyManagementServiceMachineName").within(Duration.ofSeconds(30)),
                    Activation.class, "there is no licensing service", Licences::activation));

    @Override
    public String id() {
        return "licence";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
