package org.tidewaiter.family.windows.parse;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.VirtualizationSecurity;

/** Virtualization-based security, from Win32_DeviceGuard (documented by Microsoft: Validate enabled VBS and memory integrity features). */
public final class DeviceGuards {

    private static final List<String> STATUS = List.of("off", "enabled", "running");
    private static final List<String> SERVICES = List.of("", "Credential Guard", "memory integrity", "System Guard Secure Launch",
            "SMM firmware measurement", "kernel-mode stack protection", "kernel-mode stack protection (audit)",
            "hypervisor-enforced paging translation");
    private static final List<String> PROPERTIES = List.of("", "hypervisor support", "Secure Boot", "DMA protection",
            "secure memory overwrite", "NX protections", "SMM mitigations", "mode based execution control",
            "APIC virtualization");
    private static final List<String> INTEGRITY = List.of("off", "audit", "enforced");

    private DeviceGuards() {
    }

    /** The row. */
    public static @Nullable VirtualizationSecurity of(CimRow row) {
        var status = Clean.word(row, "VirtualizationBasedSecurityStatus", STATUS);
        return status == null ? null
                : new VirtualizationSecurity(status, Clean.words(row, "SecurityServicesRunning", SERVICES),
                        Clean.words(row, "SecurityServicesConfigured", SERVICES),
                        Clean.words(row, "AvailableSecurityProperties", PROPERTIES),
                        Clean.words(row, "RequiredSecurityProperties", PROPERTIES),
                        Clean.word(row, "CodeIntegrityPolicyEnforcementStatus", INTEGRITY),
                        Clean.word(row, "UsermodeCodeIntegrityPolicyEnforcementStatus", INTEGRITY));
    }
}
