package org.tidewaiter.family.windows.step;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.FirmwareSecurity;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.parse.Identities;
import org.tidewaiter.family.windows.parse.RegistryKeys;
import org.tidewaiter.family.windows.step.Scripts.Key;

/** Who the computer is to its domain, to Entra ID and to device management; its TPM and Secure Boot. */
public final class IdentityStep implements RemotingStep {

    /** What dsregcmd prints in words, from where it reads it; who joined the device is left out. */
    private static final PowerShellScript JOINS = PowerShellScript.of("device-joins",
            "$j = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\CloudDomainJoin';\n"
                    + "foreach ($k in \"join|$j\\JoinInfo\", \"tenant|$j\\TenantInfo\", 'enrolment|HKLM:\\SOFTWARE\\Microsoft\\Enrollments') {\n"
                    + "$n, $p = $k -split '\\|'; if (Test-Path -LiteralPath $p) { Get-ChildItem -LiteralPath $p | Get-ItemProperty"
                    + " | Select-Object @{ n = 'kind'; e = { $n } }, 'TenantId', 'DisplayName', 'MdmEnrollmentUrl', 'ProviderID', 'EnrollmentState', 'PSChildName' } }");

    private static final CimQuery TPM = CimQuery
            .of("tpm", "Win32_Tpm", "SpecVersion", "ManufacturerId", "ManufacturerVersion", "IsEnabled_InitialValue",
                    "IsActivated_InitialValue", "IsOwned_InitialValue")
            .in("root/cimv2/Security/MicrosoftTpm");

    private static final PowerShellScript BOOT = Scripts.registry("boot-registry",
            Key.of(Identities.SECURE_BOOT, "UEFISecureBootEnabled"), Key.of(Identities.CONTROL, "PEFirmwareType"));

    @Override
    public String id() {
        return "identity";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(WindowsIdentity.class, FirmwareSecurity.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(Requests.COMPUTER_SYSTEM, Requests.LOCAL_ACCOUNTS, JOINS, TPM, BOOT);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var computer = session.query(Requests.COMPUTER_SYSTEM);
        var accounts = session.query(Requests.LOCAL_ACCOUNTS);
        var joins = session.run(JOINS);
        var identity = Identities.of(computer.first().orElse(new CimRow(0, Map.of())), Identities.machineSid(accounts.rows()),
                joins.rows());
        if (identity != null) {
            sink.fact(identity, computer.evidence());
        }
        sink.missing(WindowsIdentity.class, computer);
        sink.missing(WindowsIdentity.class, joins);
        Reading.settle(sink, computer, WindowsIdentity.class, identity != null || joins.shortfall() != null,
                "nothing tells who it is");
        firmware(session, sink);
    }

    /** Where there is no TPM the class has no instance, or on old systems is not there at all. */
    private static void firmware(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var tpm = session.query(TPM);
        var boot = session.run(BOOT);
        var shortfall = tpm.shortfall();
        var known = shortfall == null || shortfall.reason() == GapReason.NOT_PRESENT;
        if (known || boot.shortfall() == null) {
            sink.fact(Identities.firmware(tpm.first().orElse(null), known, new RegistryKeys(boot.rows())),
                    tpm.rows().isEmpty() ? boot.evidence() : tpm.evidence());
        }
        if (!known) {
            sink.missing(FirmwareSecurity.class, tpm);
        }
        sink.missing(FirmwareSecurity.class, boot);
    }
}
