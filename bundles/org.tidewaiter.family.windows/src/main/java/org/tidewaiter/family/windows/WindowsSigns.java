package org.tidewaiter.family.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Observations;
import org.tidewaiter.api.probe.Samba;

/**
 * What speaks for Windows, of what a device says by Windows' own protocols. Pure.
 *
 * @param own      what Windows alone says; each is enough
 * @param shared   what Windows says, and others too
 * @param server   what only a server says
 * @param versions of the operating system, as NTLM tells them
 * @param product  what it calls itself with its edition; absent where it does not
 */
record WindowsSigns(List<Because> own, List<Because> shared, List<Because> server, SequencedSet<String> versions,
        @Nullable String product) {

    /** Microsoft's build of OpenSSH; its version is its own and says nothing of the system's. */
    private static final Pattern SSH = Pattern.compile("^SSH-[0-9.]{1,5}-OpenSSH_for_Windows[^ ]{0,20}");
    /** {@code Windows Server 2016 Standard 14393}, {@code Windows 7 Professional 7601 Service Pack 1}: edition and build. */
    private static final Pattern SYSTEM = Pattern
            .compile("^(Windows (?:Server|XP|Vista|7|8|8\\.1|10|11)(?: .{1,60})?) [0-9]{4,5}( Service Pack [0-9])?$");
    /** XP and 2003 R2 for 64 bits. */
    private static final Pattern OLD_SYSTEM = Pattern.compile("^Windows 5\\.[12]$");
    private static final Pattern STACK = Pattern.compile("^OS: .{1,40} Stack: [0-9.]{1,8}$");
    private static final Pattern HTTP = Pattern.compile("^Microsoft-(?:IIS|HTTPAPI)/[0-9.]{1,8}$");
    /** Replication of the directory, and management of the DNS server, [MS-DRSR] 1.9 and [MS-DNSP] 1.9. */
    private static final Pattern OF_SERVERS = Pattern
            .compile("^(?:e3514235-4b06-11d1-ab04-00c04fc2dcd2|50abc2a4-574d-40b3-9d66-ee4fd5fba076) ");
    private static final String VENDOR = "Microsoft Corporation";

    static WindowsSigns of(Observations seen) {
        return new Collector().collect(seen);
    }

    /** The build, where all that tell one tell the same. */
    Optional<String> version() {
        return versions.size() == 1 ? Optional.of(versions.getFirst()) : Optional.empty();
    }

    private static final class Collector {
        private final List<Because> own = new ArrayList<>();
        private final List<Because> shared = new ArrayList<>();
        private final List<Because> server = new ArrayList<>();
        private final SequencedSet<String> versions = new TreeSet<>();
        private final SequencedSet<String> products = new TreeSet<>();

        WindowsSigns collect(Observations seen) {
            seen.of(Observation.BannerText.class).forEach(b -> ssh(b.text(), b.evidence()));
            seen.of(Observation.SshOffer.class).forEach(o -> ssh(o.identification(), o.evidence()));
            seen.of(Observation.SmbServer.class).forEach(s -> {
                var isNegotiated = s.mechanisms().contains("NEGOEX");
                if (isNegotiated) {
                    shared.add(new Because("SMB offers NegoEx", s.evidence()));
                }
                ntlm("SMB", s.ntlm(), isNegotiated, s.evidence());
            });
            seen.of(Observation.Smb1Server.class).forEach(this::smb1);
            seen.of(Observation.RpcServer.class).forEach(this::rpc);
            seen.of(Observation.RdpServer.class).forEach(r -> ntlm("remote desktop", r.ntlm(), false, r.evidence()));
            seen.of(Observation.WsmanServer.class).forEach(this::wsman);
            seen.of(Observation.LdapServer.class).forEach(this::ldap);
            seen.of(Observation.HttpAnswer.class).filter(h -> h.server() != null && HTTP.matcher(h.server()).matches())
                    .forEach(h -> shared.add(new Because("a web server says \"" + h.server() + "\"", h.evidence())));
            return new WindowsSigns(sorted(own), sorted(shared), sorted(server), versions,
                    products.size() == 1 ? products.getFirst() : null);
        }

        private static List<Because> sorted(List<Because> signs) {
            return signs.stream().distinct().sorted(Samba.ORDER).toList();
        }

        private void ssh(String text, Evidence evidence) {
            var found = SSH.matcher(text);
            if (found.find()) {
                own.add(new Because("SSH says \"" + found.group() + "\"", evidence));
            }
        }

        /** @param isSure whether something beside it says that this is Windows' own NTLM */
        private void ntlm(String where, @Nullable NtlmTarget target, boolean isSure, Evidence evidence) {
            var version = target == null ? null : target.version();
            if (version != null) {
                WindowsBuild.of(version).ifPresent(build -> {
                    versions.add(version);
                    (isSure || !build.isImitated() ? own : shared)
                            .add(new Because("NTLM at " + where + " tells version " + version, evidence));
                });
            }
        }

        private void smb1(Observation.Smb1Server seen) {
            var system = String.valueOf(seen.system());
            var lanManager = String.valueOf(seen.lanManager());
            var named = SYSTEM.matcher(system);
            var isNamed = named.matches() && lanManager.startsWith("Windows ");
            if (isNamed) {
                products.add(named.group(1) + (named.group(2) == null ? "" : named.group(2)));
            }
            var isWindows = isNamed || OLD_SYSTEM.matcher(system).matches() && lanManager.equals("Windows 2000 LAN Manager");
            if (isWindows) {
                own.add(new Because("SMB 1 says \"" + system + "\"", seen.evidence()));
            }
            ntlm("SMB 1", seen.ntlm(), isWindows, seen.evidence());
        }

        private void rpc(Observation.RpcServer seen) {
            if (seen.resolves()) {
                own.add(new Because("DCOM's object resolver answers on TCP " + seen.port(), seen.evidence()));
            }
            if (seen.interfaces().stream().anyMatch(i -> OF_SERVERS.matcher(i).find())) {
                server.add(new Because("RPC has interfaces of a domain controller or DNS server", seen.evidence()));
            }
            ntlm("RPC", seen.ntlm(), seen.resolves(), seen.evidence());
        }

        private void wsman(Observation.WsmanServer seen) {
            var isWindows = VENDOR.equals(seen.vendor()) && seen.version() != null && STACK.matcher(seen.version()).matches();
            if (isWindows) {
                own.add(new Because("WS-Management says \"" + VENDOR + ", " + seen.version() + "\"", seen.evidence()));
            }
            ntlm("WS-Management", seen.ntlm(), isWindows, seen.evidence());
        }

        /** A domain controller of Active Directory; not a directory for programs (AD LDS), which clients may run, too. */
        private void ldap(Observation.LdapServer seen) {
            if (seen.activeDirectory() && seen.vendor() == null && seen.domainLevel() != null && seen.globalCatalog() != null) {
                own.add(new Because("LDAP speaks as a domain controller of Active Directory, and names no other maker",
                        seen.evidence()));
                server.add(new Because("it is a domain controller", seen.evidence()));
            }
        }
    }
}
