package org.tidewaiter.family.windows.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.FirmwareSecurity;
import org.tidewaiter.family.windows.data.WindowsIdentity;

/** Who the computer is to its domain, to Entra ID and to device management; its TPM and Secure Boot. */
public final class Identities {

    /** Where Secure Boot's state stands; absent on a BIOS. */
    public static final String SECURE_BOOT = "SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State";
    /** PEFirmwareType: 1 BIOS, 2 UEFI. */
    public static final String CONTROL = "SYSTEM\\CurrentControlSet\\Control";

    /** Win32_ComputerSystem.DomainRole. */
    private static final List<String> DOMAIN_ROLES = List.of("standalone work station", "member work station",
            "standalone server",
            "member server", "backup domain controller", "primary domain controller");

    private Identities() {
    }

    /** The SID of the account database: that of any local account without its last number. */
    public static @Nullable String machineSid(List<CimRow> localAccounts) {
        return localAccounts.stream().map(r -> r.text("SID")).filter(s -> s != null && s.matches("S-1-5-21(-[0-9]{1,10}){4}"))
                .map(s -> String.valueOf(s).replaceFirst("-[0-9]+$", "")).findFirst().orElse(null);
    }

    /**
     * The row.
     *
     * @param joins keys of CloudDomainJoin and of MDM enrolments, each with the property {@code kind}
     */
    public static @Nullable WindowsIdentity of(CimRow computer, @Nullable String machineSid, List<CimRow> joins) {
        var join = kind(joins, "join");
        var tenant = kind(joins, "tenant");
        var enrolment = joins.stream().filter(r -> "enrolment".equals(r.text("kind")) && Clean.text(r, "ProviderID") != null)
                .findFirst()
                .orElse(new CimRow(0, Map.of()));
        if (computer.values().isEmpty() && machineSid == null && joins.isEmpty()) {
            return null;
        }
        return new WindowsIdentity(machineSid, Clean.word(computer, "DomainRole", DOMAIN_ROLES),
                Clean.flag(computer, "PartOfDomain"),
                Clean.first(computer, "Domain", "Workgroup"), lower(Clean.text(join, "TenantId")),
                Clean.text(tenant, "DisplayName"),
                lower(Clean.text(join, "PSChildName")), Clean.text(enrolment, "ProviderID"),
                Clean.text(tenant, "MdmEnrollmentUrl"));
    }

    private static CimRow kind(List<CimRow> rows, String kind) {
        return rows.stream().filter(r -> kind.equals(r.text("kind"))).findFirst().orElse(new CimRow(0, Map.of()));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** TPM and Secure Boot; without either reply nothing is known. */
    public static FirmwareSecurity firmware(@Nullable CimRow tpm, boolean tpmKnown, RegistryKeys registry) {
        var type = registry.key(CONTROL).integer("PEFirmwareType").orElse(0);
        var row = tpm == null ? new CimRow(0, Map.of()) : tpm;
        var version = Clean.text(row, "SpecVersion");
        return new FirmwareSecurity(Clean.flag(registry.key(SECURE_BOOT), "UEFISecureBootEnabled"),
                type == 0 ? null : Boolean.valueOf(type == 2), tpmKnown ? Boolean.valueOf(tpm != null) : null,
                version == null ? null : version.split(",")[0].strip(), vendor(row), Clean.text(row, "ManufacturerVersion"),
                Clean.flag(row, "IsEnabled_InitialValue"), Clean.flag(row, "IsActivated_InitialValue"),
                Clean.flag(row, "IsOwned_InitialValue"));
    }

    /** Four letters as a number, the first in the highest byte (TCG Vendor ID Registry): 0x494E5443 is INTC. */
    private static @Nullable String vendor(CimRow row) {
        var id = Clean.positive(row, "ManufacturerId");
        if (id == null || id > 0xffffffffL) {
            return null;
        }
        var letters = new StringBuilder();
        for (var shift = 24; shift >= 0; shift -= 8) {
            var letter = (char) (id >> shift & 0xff);
            letters.append(letter > ' ' && letter < 0x7f ? letter : ' ');
        }
        return Clean.text(letters.toString());
    }
}
