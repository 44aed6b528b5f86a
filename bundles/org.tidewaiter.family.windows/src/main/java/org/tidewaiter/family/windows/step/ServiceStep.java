package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;

import org.tidewaiter.api.data.KernelDriver;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.family.windows.data.DeviceDriver;
import org.tidewaiter.family.windows.data.ServicePermission;
import org.tidewaiter.family.windows.data.ServiceProgram;
import org.tidewaiter.family.windows.parse.ServiceRights;
import org.tidewaiter.family.windows.parse.Services;

/** Services with their programs, kernel drivers, and the drivers of devices. */
public final class ServiceStep implements TableStep {

    /** From the registry, since WMI gives the path together with arguments; services have Type 16 (own process) or 32 (shared) among their bits. */
    private static final PowerShellScript PROGRAMS = PowerShellScript.of("service-programs",
            "Get-ChildItem -LiteralPath HKLM:\\SYSTEM\\CurrentControlSet\\Services | Get-ItemProperty | Where-Object { $_.Type -band 48 }"
                    + " | ForEach-Object { $d = $null; $p = \"HKLM:\\SYSTEM\\CurrentControlSet\\Services\\$($_.PSChildName)\\Parameters\";\n"
                    + "if (\"$($_.ImagePath)\" -match 'svchost' -and (Test-Path -LiteralPath $p)) { $d = (Get-ItemProperty -LiteralPath $p).ServiceDll }\n"
                    + "@{ name = $_.PSChildName; program = \"$($_.ImagePath)\" " + Scripts.CUT
                    + "; library = $d; delayed = $_.DelayedAutostart; sidType = $_.ServiceSidType } }")
            .within(Duration.ofSeconds(40));

    /** Bytes as numbers, since the language mode lets nothing write them shorter. */
    private static final PowerShellScript PERMISSIONS = PowerShellScript.of("service-permissions",
            "Get-ChildItem -LiteralPath HKLM:\\SYSTEM\\CurrentControlSet\\Services | ForEach-Object {"
                    + " $p = \"HKLM:\\SYSTEM\\CurrentControlSet\\Services\\$($_.PSChildName)\\Security\";\n"
                    + "if (Test-Path -LiteralPath $p) { @{ name = $_.PSChildName; security = (Get-ItemProperty -LiteralPath $p).Security -join ' ' } } }")
            .within(Duration.ofSeconds(40));

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(Requests.SERVICES, Service.class, "WMI lists no service", Services::service),
            new Reading<>(PROGRAMS, ServiceProgram.class, "the registry lists no service", Services::program),
            new Reading<>(PERMISSIONS, ServicePermission.class, ServiceRights::permissions, "no service has a list of its own"),
            new Reading<>(
                    CimQuery.of("kernel-drivers", "Win32_SystemDriver", "Name", "DisplayName", "State", "StartMode", "PathName",
                            "ServiceType").within(Duration.ofSeconds(30)),
                    KernelDriver.class, "WMI lists no driver", Services::driver),
            new Reading<>(CimQuery
                    .of("device-drivers", "Win32_PnPSignedDriver", "DeviceID", "DeviceName", "FriendlyName", "DeviceClass",
                            "DriverVersion", "DriverDate", "DriverProviderName", "InfName", "IsSigned", "Signer")
                    .within(Duration.ofSeconds(60)),
                    DeviceDriver.class, "WMI lists no device with a driver", Services::deviceDriver));

    @Override
    public String id() {
        return "service";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
