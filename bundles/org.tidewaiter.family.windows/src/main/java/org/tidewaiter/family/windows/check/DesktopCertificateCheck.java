package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.tidewaiter.api.data.Certificate;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.HardeningSetting;

/** Whether remote desktop shows a certificate that it made for itself: the connection names it by its SHA-1. */
final class DesktopCertificateCheck implements Check {

    @Override
    public String id() {
        return "windows-rdp-certificate";
    }

    @Override
    public String title() {
        return "Certificate of remote desktop";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class, Certificate.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var settings = Settings.of(facts);
        return switch (RemoteChecks.desktopsAreOn().apply(settings)) {
            case NO -> new CheckResult.Passed();
            case UNKNOWN -> Missing.of(facts, HardeningSetting.class, "whether remote desktop is on was not read");
            case YES -> switch (settings.look("rdp-effective.SSLCertificateSHA1Hash")) {
                case Looked.Stored(var row, var value) -> shown(facts, row, value.replaceAll("[^0-9A-Fa-f]", ""));
                case Looked.Unset(var row) ->
                    CheckResult.missing(HardeningSetting.class, row.item().source() + " names no certificate");
                case Looked.Untold(var why) -> Missing.of(facts, HardeningSetting.class, why);
            };
        };
    }

    private CheckResult shown(Facts facts, Row<HardeningSetting> setting, String thumbprint) {
        var shown = facts.of(Certificate.class).stream().filter(row -> row.item().thumbprint().equalsIgnoreCase(thumbprint))
                .toList();
        if (shown.isEmpty() || shown.stream().anyMatch(row -> row.item().subject() == null || row.item().issuer() == null)) {
            return Missing.of(facts, Certificate.class, "the certificate " + thumbprint + " was not read");
        }
        var first = shown.getFirst().item();
        if (shown.stream().noneMatch(row -> Objects.equals(row.item().subject(), row.item().issuer()))) {
            return new CheckResult.Passed();
        }
        var because = new ArrayList<>(List.of(setting.statement()));
        shown.forEach(row -> because.add(row.statement()));
        return new CheckResult.Found(
                List.of(new Finding(id(), Severity.LOW, "Remote desktop shows a certificate that it made for itself",
                        setting.item().source() + " names " + first.thumbprint() + ", and " + first.subject()
                                + " signed it itself: users learn to click warnings away, and who stands between is not noticed",
                        "Give the connection a certificate of a trusted authority",
                        List.of("Policy Server authentication certificate template"),
                        because)));
    }
}
