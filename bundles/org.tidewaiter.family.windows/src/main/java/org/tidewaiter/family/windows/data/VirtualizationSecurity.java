package org.tidewaiter.family.windows.data;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * Virtualization-based security (Win32_DeviceGuard); one row.
 *
 * @param status            {@code off}, {@code enabled}, {@code running}
 * @param running           services that run: {@code Credential Guard}
 * @param configured        services that are configured
 * @param available         what the platform offers
 * @param required          what the configuration asks for
 * @param codeIntegrity     code integrity policy of the kernel: {@code off}, {@code audit}, {@code enforced}
 * @param userCodeIntegrity code integrity policy of programs
 */
@DataClassId("windows.virtualization-security")
public record VirtualizationSecurity(@Nullable String status, List<String> running, List<String> configured,
        List<String> available, List<String> required, @Nullable String codeIntegrity, @Nullable String userCodeIntegrity)
        implements Item {

    public VirtualizationSecurity {
        running = List.copyOf(running);
        configured = List.copyOf(configured);
        available = List.copyOf(available);
        required = List.copyOf(required);
    }
}
