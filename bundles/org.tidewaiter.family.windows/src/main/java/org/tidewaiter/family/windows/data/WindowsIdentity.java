package org.tidewaiter.family.windows.data;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;

/**
 * Who the computer is in the domain, in Entra ID and in device management; one row.
 *
 * @param machineSid         SID of the local account database; clones share it
 * @param domainRole         in the words of Win32_ComputerSystem: {@code member server}
 * @param domainMember       whether it has joined a domain
 * @param domain             DNS name of the domain, or the workgroup
 * @param entraTenantId      tenant of Microsoft Entra ID that the device has joined
 * @param entraTenant        what the tenant is called
 * @param entraDevice        thumbprint of the device's certificate there
 * @param managementProvider who manages the device by MDM
 * @param managementUrl      where it enrols
 */
@DataClassId("windows.identity")
public record WindowsIdentity(@Nullable String machineSid, @Nullable String domainRole, @Nullable Boolean domainMember,
        @Nullable String domain, @Nullable String entraTenantId, @Nullable String entraTenant, @Nullable String entraDevice,
        @Nullable String managementProvider, @Nullable String managementUrl)
        implements Item {
}
