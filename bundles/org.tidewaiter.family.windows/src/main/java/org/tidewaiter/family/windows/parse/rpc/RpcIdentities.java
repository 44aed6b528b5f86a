package org.tidewaiter.family.windows.parse.rpc;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.CimRow;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.parse.Clean;

/** Who the computer is, as its security authority ([MS-LSAD]) and its workstation service ([MS-WKST]) tell. */
public final class RpcIdentities {

    private RpcIdentities() {
    }

    /** A computer in a domain has the domain's SID beside its own; that of a domain controller's accounts is the domain's. */
    public static @Nullable WindowsIdentity identity(CimRow row) {
        var own = Clean.text(row, "AccountDomainSid");
        var domain = Clean.text(row, "DomainSid");
        var name = Clean.first(row, "DnsDomainName", "DomainName");
        return own == null && name == null ? null
                : new WindowsIdentity(Objects.equals(own, domain) ? null : own, null, domain != null, name, null, null, null,
                        null,
                        null);
    }

    /** As much as is told without the registry: version without a build, name, domain or workgroup. */
    public static OperatingSystem operatingSystem(CimRow row) {
        var major = Clean.number(row, "wki100_ver_major");
        var minor = Clean.number(row, "wki100_ver_minor");
        return new OperatingSystem("Windows", major == null || minor == null ? null : major + "." + minor, null, "Windows NT",
                null,
                null, Clean.text(row, "wki100_computername"), Clean.text(row, "wki100_langroup"), null, null, null, null, null);
    }

    /** The computer's NetBIOS name. */
    public static @Nullable String computer(CimReply reply) {
        return reply.rows().isEmpty() ? null : Clean.text(reply.rows().getFirst(), "wki100_computername");
    }
}
