package org.tidewaiter.api.session;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Searches a directory (RFC 4511 section 4.5).
 *
 * @param id         {@code domain-object}
 * @param context    where it begins
 * @param below      a name relative to that, {@code CN=Sites}; "" for the context itself
 * @param scope      how deep it goes
 * @param filter     in the form of RFC 4515
 * @param attributes whose values are read; nothing else leaves the directory. None that holds a secret, and no wildcard
 * @param limit      most entries that are read; more is a shortfall
 * @param timeout    how long the directory may take
 */
public record LdapSearch(String id, Context context, String below, Scope scope, String filter, List<String> attributes, int limit,
        Duration timeout) implements Request {

    /** The naming contexts of a domain controller, [MS-ADTS] 3.1.1.3.2; the directory tells their names. */
    public enum Context {
        /** The entry that tells of the server itself, RFC 4512 section 5.1. */
        ROOT_DSE("rootDSE"),
        /** Of its domain. */
        DOMAIN("defaultNamingContext"),
        /** Of the forest's configuration. */
        CONFIGURATION("configurationNamingContext"),
        /** Of the schema. */
        SCHEMA("schemaNamingContext"),
        /** DNS zones of the domain, [MS-ADTS] 6.1.1.1.5. */
        DOMAIN_DNS("DC=DomainDnsZones,defaultNamingContext"),
        /** DNS zones of the forest. */
        FOREST_DNS("DC=ForestDnsZones,rootDomainNamingContext");

        private final String word;

        Context(String word) {
            this.word = word;
        }
    }

    /** RFC 4511 section 4.5.1.2. */
    public enum Scope {
        /** The base entry alone. */
        BASE("base"),
        /** Its immediate subordinates. */
        ONE_LEVEL("one"),
        /** The base and everything below it. */
        SUBTREE("sub");

        private final String word;

        Scope(String word) {
            this.word = word;
        }
    }

    /** Passwords, keys and hashes of them, [MS-ADTS] 3.1.1.4.4 and the schema's own words; lower case. */
    private static final Set<String> SECRET = Set.of("unicodepwd", "ntpwdhistory", "lmpwdhistory", "dbcspwd",
            "supplementalcredentials", "userpassword", "unixuserpassword", "ms-mcs-admpwd", "mslaps-password",
            "mslaps-encryptedpassword", "mslaps-encryptedpasswordhistory", "mslaps-encrypteddsrmpassword",
            "mslaps-encrypteddsrmpasswordhistory", "msds-managedpassword", "msds-managedpasswordid",
            "msds-managedpasswordpreviousid", "trustauthincoming", "trustauthoutgoing", "initialauthincoming",
            "initialauthoutgoing", "currentvalue", "priorvalue", "peklist", "msfve-recoverypassword", "msfve-keypackage",
            "msds-executescriptpassword", "mspkiaccountcredentials", "mspkidpapimasterkeys");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
    private static final Pattern BELOW = Pattern
            .compile("|(?:[A-Z]{1,4}=[A-Za-z0-9 $-]{1,64})(?:,[A-Z]{1,4}=[A-Za-z0-9 $-]{1,64}){0,9}");
    private static final Pattern ASKED = Pattern.compile("\\(([A-Za-z][A-Za-z0-9-]*)[:=<>~;]");

    public LdapSearch {
        attributes = List.copyOf(attributes);
        if (!BELOW.matcher(below).matches() || !isFilter(filter) || attributes.isEmpty() || limit < 1
                || !attributes.stream().allMatch(a -> NAME.matcher(a).matches())) {
            throw new IllegalArgumentException(id + ": no search");
        }
        if (attributes.stream().anyMatch(LdapSearch::isSecret)
                || ASKED.matcher(filter).results().anyMatch(a -> isSecret(a.group(1)))) {
            throw new IllegalArgumentException(id + ": asks for a secret");
        }
    }

    private static boolean isSecret(String attribute) {
        return SECRET.contains(attribute.toLowerCase(Locale.ROOT));
    }

    private static boolean isFilter(String filter) {
        return filter.startsWith("(") && filter.endsWith(")") && filter.length() <= 4_000
                && filter.chars().allMatch(c -> c >= ' ')
                && filter.chars().filter(c -> c == '(').count() == filter.chars().filter(c -> c == ')').count();
    }

    /** Everything of a context that fits the filter: at most 2,000 entries, in 30 seconds. */
    public static LdapSearch of(String id, Context context, String filter, String... attributes) {
        return new LdapSearch(id, context, "", Scope.SUBTREE, filter, List.of(attributes), 2_000, Duration.ofSeconds(30));
    }

    /** One entry. */
    public static LdapSearch entry(String id, Context context, String below, String... attributes) {
        return new LdapSearch(id, context, below, Scope.BASE, "(objectClass=*)", List.of(attributes), 1, Duration.ofSeconds(10));
    }

    /** The same below an entry of the context. */
    public LdapSearch below(String relative) {
        return new LdapSearch(id, context, relative, scope, filter, attributes, limit, timeout);
    }

    /** The same of the base's immediate subordinates alone. */
    public LdapSearch oneLevel() {
        return new LdapSearch(id, context, below, Scope.ONE_LEVEL, filter, attributes, limit, timeout);
    }

    /** The same with another time limit. */
    public LdapSearch within(Duration time) {
        return new LdapSearch(id, context, below, scope, filter, attributes, limit, time);
    }

    /** The same with another bound on its entries. */
    public LdapSearch limit(int entries) {
        return new LdapSearch(id, context, below, scope, filter, attributes, entries, timeout);
    }

    /** The same with another filter. */
    LdapSearch matching(String other) {
        return new LdapSearch(id, context, below, scope, other, attributes, limit, timeout);
    }

    /** In the words of OpenLDAP's client, with the naming context in braces. */
    @Override
    public String text() {
        return "ldapsearch -s " + scope.word + " -b '" + below + (below.isEmpty() ? "" : ",") + "{" + context.word + "}' '"
                + filter
                + "' " + String.join(" ", attributes);
    }
}
