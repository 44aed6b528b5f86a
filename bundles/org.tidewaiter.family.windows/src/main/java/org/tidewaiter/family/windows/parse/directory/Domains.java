package org.tidewaiter.family.windows.parse.directory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.family.windows.data.directory.DirectorySite;
import org.tidewaiter.family.windows.data.directory.DomainControllerRole;
import org.tidewaiter.family.windows.data.directory.DomainInfo;
import org.tidewaiter.family.windows.data.directory.DomainPasswordPolicy;
import org.tidewaiter.family.windows.data.directory.DomainTrust;

/** A domain as a whole, whom it trusts, and where its controllers stand. */
public final class Domains {

    /** msDS-Behavior-Version, [MS-ADTS] 6.1.4.2 to 6.1.4.4. */
    private static final Map<Integer, String> LEVELS = Map.of(0, "Windows 2000", 1, "Windows Server 2003 interim", 2,
            "Windows Server 2003", 3, "Windows Server 2008", 4, "Windows Server 2008 R2", 5, "Windows Server 2012", 6,
            "Windows Server 2012 R2", 7, "Windows Server 2016", 10, "Windows Server 2025");
    private static final List<String> DIRECTIONS = List.of("disabled", "inbound", "outbound", "both");
    private static final List<String> KINDS = List.of("", "Windows NT", "Active Directory", "Kerberos realm", "DCE realm",
            "Entra ID");

    private Domains() {
    }

    /**
     * The domain.
     *
     * @param root       entry of the server itself; absent where it was not read
     * @param partitions the container of all naming contexts; absent where it was not read
     * @param references what stands in that
     */
    public static @Nullable DomainInfo domain(LdapEntry domain, @Nullable LdapEntry root, @Nullable LdapEntry ticketKey,
            @Nullable LdapEntry partitions, List<LdapEntry> references) {
        var name = Entries.dnsName(domain.dn());
        var reference = references.stream().filter(r -> domain.dn().equalsIgnoreCase(r.text("nCName"))).findFirst();
        return name == null ? null
                : new DomainInfo(name, reference.map(r -> Entries.text(r, "nETBIOSName")).orElse(null), domain.sid("objectSid"),
                        root == null ? null : Entries.dnsName(root.text("rootDomainNamingContext")),
                        level(domain), partitions == null ? null : level(partitions),
                        Entries.number(domain, "ms-DS-MachineAccountQuota"),
                        ticketKey == null ? null : Entries.fileTime(ticketKey, "pwdLastSet"),
                        partitions == null ? null
                                : Boolean.valueOf(partitions.texts("msDS-EnabledFeature").stream()
                                        .anyMatch(f -> f.startsWith("CN=Recycle Bin Feature,"))),
                        Entries.time(domain, "whenCreated"));
    }

    private static @Nullable String level(LdapEntry entry) {
        var number = entry.integer("msDS-Behavior-Version");
        return number.isEmpty() || number.getAsInt() < 0 ? null
                : LEVELS.getOrDefault(number.getAsInt(), "level " + number.getAsInt());
    }

    /** What the domain demands of all passwords, [MS-SAMR] 3.1.1.5. */
    public static DomainPasswordPolicy passwords(LdapEntry domain) {
        return new DomainPasswordPolicy("default", null, Entries.number(domain, "minPwdLength"),
                Entries.number(domain, "pwdHistoryLength"), Entries.bit(domain, "pwdProperties", 0x01),
                Entries.bit(domain, "pwdProperties", 0x10), Entries.span(domain, "maxPwdAge"), Entries.span(domain, "minPwdAge"),
                Entries.number(domain, "lockoutThreshold"), Entries.span(domain, "lockoutDuration"),
                Entries.span(domain, "lockOutObservationWindow"), List.of());
    }

    /** A finer policy, [MS-ADTS] 3.1.1.4.5.36. */
    public static @Nullable DomainPasswordPolicy finer(LdapEntry entry) {
        var name = Entries.text(entry, "cn");
        return name == null ? null
                : new DomainPasswordPolicy(name, Entries.number(entry, "msDS-PasswordSettingsPrecedence"),
                        Entries.number(entry, "msDS-MinimumPasswordLength"), Entries.number(entry, "msDS-PasswordHistoryLength"),
                        Entries.flag(entry, "msDS-PasswordComplexityEnabled"),
                        Entries.flag(entry, "msDS-PasswordReversibleEncryptionEnabled"),
                        Entries.span(entry, "msDS-MaximumPasswordAge"), Entries.span(entry, "msDS-MinimumPasswordAge"),
                        Entries.number(entry, "msDS-LockoutThreshold"), Entries.span(entry, "msDS-LockoutDuration"),
                        Entries.span(entry, "msDS-LockoutObservationWindow"), names(entry, "msDS-PSOAppliesTo"));
    }

    private static List<String> names(LdapEntry entry, String attribute) {
        var names = new TreeSet<String>();
        for (var dn : entry.texts(attribute)) {
            var name = Entries.name(dn);
            if (name != null) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** A trust, [MS-ADTS] 6.1.6.7. */
    public static @Nullable DomainTrust trust(LdapEntry entry) {
        var partner = Entries.text(entry, "trustPartner");
        if (partner == null) {
            return null;
        }
        var forest = attribute(entry, 0x08);
        var within = attribute(entry, 0x20);
        var closed = attribute(entry, 0x01);
        return new DomainTrust(partner, Entries.text(entry, "flatName"), entry.sid("securityIdentifier"),
                word(entry, "trustDirection", DIRECTIONS), word(entry, "trustType", KINDS),
                forest == null || within == null || closed == null ? null : Boolean.valueOf((forest || within) && !closed),
                forest, within,
                attribute(entry, 0x04), attribute(entry, 0x10), ticketDelegation(entry), Entries.time(entry, "whenChanged"));
    }

    private static @Nullable Boolean attribute(LdapEntry entry, int bit) {
        return Entries.bit(entry, "trustAttributes", bit);
    }

    /** Within a forest always; otherwise since 2019 where it was allowed (TAPT and TACO bits, [MS-ADTS] 6.1.6.7.9). */
    private static @Nullable Boolean ticketDelegation(LdapEntry entry) {
        var within = attribute(entry, 0x20);
        var allowed = attribute(entry, 0x800);
        var forbidden = attribute(entry, 0x200);
        return within == null || allowed == null || forbidden == null ? null : Boolean.valueOf((within || allowed) && !forbidden);
    }

    private static @Nullable String word(LdapEntry entry, String attribute, List<String> words) {
        var at = entry.integer(attribute).orElse(-1);
        return at < 0 || at >= words.size() || words.get(at).isEmpty() ? null : words.get(at);
    }

    /**
     * A domain controller.
     *
     * @param settings its NTDS settings, [MS-ADTS] 6.1.1.2.2.1.2.1.1
     * @param servers  all servers of all sites
     * @param roles    role to the settings' name of its owner
     */
    public static @Nullable DomainControllerRole controller(LdapEntry settings, List<LdapEntry> servers,
            Map<String, String> roles) {
        var name = Entries.nameAt(settings.dn(), 1);
        if (name == null) {
            return null;
        }
        var server = Entries.above(settings.dn());
        var host = servers.stream().filter(s -> s.dn().equalsIgnoreCase(server)).findFirst()
                .map(s -> Entries.text(s, "dNSHostName")).orElse(null);
        return new DomainControllerRole(name, host, Entries.nameAt(settings.dn(), 3), Entries.bit(settings, "options", 1),
                settings.texts("objectClass").contains("nTDSDSARO"),
                roles.entrySet().stream().filter(r -> r.getValue().equalsIgnoreCase(settings.dn())).map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    /** Sites with their networks and servers, [MS-ADTS] 6.1.1.2.2; of entries of all three kinds. */
    public static Map<LdapEntry, DirectorySite> sites(List<LdapEntry> entries) {
        Map<LdapEntry, DirectorySite> sites = new TreeMap<>((a, b) -> Integer.compare(a.line(), b.line()));
        for (var site : entries) {
            var name = Entries.name(site.dn());
            if (name != null && site.texts("objectClass").contains("site")) {
                var subnets = new TreeSet<String>();
                var servers = new TreeSet<String>();
                for (var other : entries) {
                    var part = Entries.name(other.dn());
                    if (part != null && site.dn().equalsIgnoreCase(other.text("siteObject"))) {
                        subnets.add(part);
                    } else
                        if (part != null && other.texts("objectClass").contains("server")
                                && name.equals(Entries.nameAt(other.dn(), 2))) {
                                    servers.add(part);
                                }
                }
                sites.put(site,
                        new DirectorySite(name, Entries.text(site, "location"), List.copyOf(subnets), List.copyOf(servers)));
            }
        }
        return sites;
    }
}
