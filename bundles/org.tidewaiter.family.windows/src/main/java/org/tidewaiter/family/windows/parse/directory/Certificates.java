package org.tidewaiter.family.windows.parse.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.api.session.SecurityDescriptor.Ace;
import org.tidewaiter.family.windows.data.directory.CertificateTemplate;
import org.tidewaiter.family.windows.data.directory.EnrolmentService;

/** Certificate templates ([MS-CRTD]) and who issues them ([MS-WCCE] 2.2.2.11). */
public final class Certificates {

    /** Extended rights Certificate-Enrollment and Certificate-AutoEnrollment, [MS-CRTD] 2.5.1. */
    private static final Set<String> ENROLMENT = Set.of("0e10c968-78fb-11d2-90d4-00c04f79dc55",
            "a05b8cc2-17bc-4802-a710-e7c15ab866a2");
    private static final int CONTROL_ACCESS = 0x100;
    private static final int GENERIC_ALL = 0x1000_0000;
    private static final int GENERIC_WRITE = 0x4000_0000;
    private static final int WRITE_PROPERTY = 0x20;
    private static final int WRITE_DAC_OR_OWNER = 0xc_0000;
    /** Key usages (RFC 5280 section 4.2.1.12, RFC 4556 section 3.2.4, [MS-CRTD]). */
    private static final Map<String, String> PURPOSES = Map.ofEntries(Map.entry("1.3.6.1.5.5.7.3.1", "server authentication"),
            Map.entry("1.3.6.1.5.5.7.3.2", "client authentication"), Map.entry("1.3.6.1.5.5.7.3.3", "code signing"),
            Map.entry("1.3.6.1.5.5.7.3.4", "e-mail"), Map.entry("1.3.6.1.5.2.3.4", "Kerberos client authentication"),
            Map.entry("1.3.6.1.5.2.3.5", "KDC authentication"), Map.entry("1.3.6.1.4.1.311.20.2.2", "smart card logon"),
            Map.entry("1.3.6.1.4.1.311.20.2.1", "certificate request agent"),
            Map.entry("1.3.6.1.4.1.311.10.3.4", "encrypting file system"), Map.entry("2.5.29.37.0", "any purpose"));
    private static final Set<String> LOGON = Set.of("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.2.3.4", "1.3.6.1.4.1.311.20.2.2",
            "2.5.29.37.0");

    private Certificates() {
    }

    /** A template, and which of the services issue it. */
    public static @Nullable CertificateTemplate template(LdapEntry entry, List<LdapEntry> services) {
        var name = Entries.text(entry, "cn");
        if (name == null) {
            return null;
        }
        var usages = Entries.texts(entry, "pKIExtendedKeyUsage");
        return new CertificateTemplate(name, Entries.text(entry, "displayName"), schema(entry),
                services.stream().filter(s -> s.texts("certificateTemplates").contains(name))
                        .flatMap(s -> Entries.texts(s, "cn").stream()).sorted().toList(),
                // CT_FLAG_ENROLLEE_SUPPLIES_SUBJECT, [MS-CRTD] 2.28; CT_FLAG_PEND_ALL_REQUESTS, 2.26
                Entries.bit(entry, "msPKI-Certificate-Name-Flag", 0x1), Entries.bit(entry, "msPKI-Enrollment-Flag", 0x2),
                Entries.number(entry, "msPKI-RA-Signature"),
                usages.stream().map(u -> PURPOSES.getOrDefault(u, u)).sorted().toList(),
                usages.isEmpty() || usages.stream().anyMatch(LOGON::contains), trustees(entry, Certificates::enrols),
                trustees(entry, Certificates::writes), Entries.time(entry, "whenChanged"));
    }

    /** Absent means the first, [MS-CRTD] 2.16. */
    private static @Nullable Long schema(LdapEntry entry) {
        var version = Entries.number(entry, "msPKI-Template-Schema-Version");
        return version == null && !entry.has("msPKI-Template-Schema-Version") ? Long.valueOf(1) : version;
    }

    private static List<String> trustees(LdapEntry entry, Predicate<Ace> right) {
        return entry.descriptor("nTSecurityDescriptor").stream().flatMap(d -> d.entries().stream())
                .filter(a -> a.allows() && right.test(a)).map(Ace::trustee).distinct().sorted().toList();
    }

    private static boolean enrols(Ace ace) {
        var type = ace.objectType();
        return (ace.mask() & GENERIC_ALL) != 0
                || (ace.mask() & CONTROL_ACCESS) != 0 && (type == null || ENROLMENT.contains(type));
    }

    private static boolean writes(Ace ace) {
        return (ace.mask() & (GENERIC_ALL | GENERIC_WRITE | WRITE_DAC_OR_OWNER)) != 0
                || (ace.mask() & WRITE_PROPERTY) != 0 && ace.objectType() == null;
    }

    /** An enrolment service. */
    public static @Nullable EnrolmentService service(LdapEntry entry) {
        var name = Entries.text(entry, "cn");
        return name == null ? null
                : new EnrolmentService(name, Entries.text(entry, "dNSHostName"), Entries.texts(entry, "certificateTemplates"),
                        // five lines of which the fourth is the address, [MS-WCCE] 2.2.2.11.2
                        entry.texts("msPKI-Enrollment-Servers").stream().map(s -> s.split("\n")).filter(p -> p.length > 3)
                                .map(p -> p[3].strip()).filter(a -> !a.isEmpty()).sorted().toList(),
                        Entries.time(entry, "whenChanged"));
    }
}
