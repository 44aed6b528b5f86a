package org.tidewaiter.api.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Because;
import org.tidewaiter.api.model.Evidence;

/**
 * What gives Samba away, which otherwise speaks as Windows does: recognisers of several families ask. Each sign is enough alone, since a
 * firewall may have left one port only. Pure.
 */
public final class Samba {

    /** Orders reasons by where they were seen, so that a claim is the same whatever came first. */
    public static final Comparator<Because> ORDER = Comparator.comparing((Because b) -> b.evidence().exchange())
            .thenComparing(b -> b.evidence().where()).thenComparing(Because::reason);

    /** What Samba says it is in NTLM: the build number is missing, and every real Windows has one ([MS-NLMP] 2.2.2.10). */
    private static final String NTLM_VERSION = "6.1.0";
    private static final Pattern LAN_MANAGER = Pattern.compile("^Samba ([0-9][^ ]{0,60})");
    private static final Pattern VENDOR = Pattern.compile("^Samba ");
    /** A host's name in ASCII and zeros: what Windows makes at random ([MS-SMB2] 3.3.1.5), Samba makes of its name. */
    private static final Pattern NAMED_GUID = Pattern.compile("^(?:2d|3[0-9]|5f|6[1-9a-f]|7[0-9a]){1,15}(?:00){1,15}$");
    /** An interface of Samba alone, by which its own programs map users; and the names of its own processes. */
    private static final Pattern INTERFACE = Pattern
            .compile("^9c54e310-a955-4885-bd31-78787147dfa6 | ncalrpc:rpcd_[a-z]| ncacn_np:\\\\pipe\\\\unixinfo");
    private static final int LONGEST = 80;

    private Samba() {
    }

    /** Every sign, once, in the order in which they were seen; empty where nothing speaks for Samba. */
    public static List<Because> signs(Observations seen) {
        var signs = new ArrayList<Because>();
        seen.of(Observation.SmbServer.class).forEach(s -> smb(s, signs));
        seen.of(Observation.Smb1Server.class).filter(s -> s.lanManager() != null && LAN_MANAGER.matcher(s.lanManager()).find())
                .forEach(s -> signs.add(new Because("SMB 1 says \"" + cut(s.lanManager()) + "\"", s.evidence())));
        seen.of(Observation.Smb1Server.class).forEach(s -> ntlm(s.ntlm(), s.evidence(), signs));
        seen.of(Observation.LdapServer.class).filter(l -> l.vendor() != null && VENDOR.matcher(l.vendor()).find())
                .forEach(l -> signs.add(new Because("LDAP says \"" + cut(l.vendor()) + "\"", l.evidence())));
        seen.of(Observation.RpcServer.class).forEach(r -> rpc(r, signs));
        return signs.stream().distinct().sorted(ORDER).toList();
    }

    /** Its version, where it tells: {@code 4.17.12-Debian}. */
    public static Optional<String> version(Observations seen) {
        var bySmb = seen.of(Observation.Smb1Server.class).flatMap(s -> Stream.ofNullable(s.lanManager()))
                .map(LAN_MANAGER::matcher).filter(m -> m.find()).map(m -> m.group(1));
        var byLdap = seen.of(Observation.LdapServer.class).filter(l -> l.vendor() != null && VENDOR.matcher(l.vendor()).find())
                .flatMap(l -> Stream.ofNullable(l.vendorVersion())).map(Samba::cut);
        return Stream.concat(bySmb, byLdap).filter(v -> !v.isBlank()).min(Comparator.naturalOrder());
    }

    private static void smb(Observation.SmbServer server, List<Because> signs) {
        if (NAMED_GUID.matcher(server.guid()).find()) {
            signs.add(new Because("its SMB GUID is a name, as Samba's", server.evidence()));
        }
        ntlm(server.ntlm(), server.evidence(), signs);
    }

    private static void ntlm(@Nullable NtlmTarget target, Evidence evidence, List<Because> signs) {
        if (target != null && NTLM_VERSION.equals(target.version())) {
            signs.add(new Because("NTLM gives out version 6.1 without a build, as Samba does", evidence));
        }
    }

    private static void rpc(Observation.RpcServer server, List<Because> signs) {
        if (server.interfaces().stream().anyMatch(i -> INTERFACE.matcher(i).find())) {
            signs.add(new Because("RPC has interfaces that Samba alone has", server.evidence()));
        }
        ntlm(server.ntlm(), server.evidence(), signs);
    }

    private static String cut(@Nullable String text) {
        var whole = String.valueOf(text);
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    }
}
