package org.tidewaiter.family.windows.step;

import java.util.List;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.family.windows.data.VirtualizationSecurity;
import org.tidewaiter.family.windows.parse.DeviceGuards;

/** Virtualization-based security: Credential Guard, memory integrity. */
public final class VirtualizationSecurityStep implements TableStep {

    private static final List<Reading<?>> READINGS = List.of(new Reading<>(
            CimQuery.of("device-guard", "Win32_DeviceGuard", "VirtualizationBasedSecurityStatus", "SecurityServicesRunning",
                    "SecurityServicesConfigured", "AvailableSecurityProperties", "RequiredSecurityProperties",
                    "CodeIntegrityPolicyEnforcementStatus", "UsermodeCodeIntegrityPolicyEnforcementStatus")
                    .in("root/Microsoft/Windows/DeviceGuard"),
            VirtualizationSecurity.class, "Device Guard tells nothing", DeviceGuards::of));

    @Override
    public String id() {
        return "virtualization-security";
    }

    @Override
    public List<Reading<?>> readings() {
        return READINGS;
    }
}
