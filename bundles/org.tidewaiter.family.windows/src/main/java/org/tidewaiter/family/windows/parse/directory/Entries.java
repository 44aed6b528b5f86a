package org.tidewaiter.family.windows.parse.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.LdapEntry;
import org.tidewaiter.family.windows.parse.Clean;

/** Values of entries without what stands for "nothing". */
public final class Entries {

    private static final Pattern COMPONENT = Pattern.compile("(?:[^,\\\\]|\\\\.)+");
    private static final Pattern DOMAIN_COMPONENT = Pattern.compile("(?i)DC=(.+)");
    /** The year 9999 is a way of writing never. */
    private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");
    private static final Set<String> MANAGED = Set.of("msDS-GroupManagedServiceAccount", "msDS-ManagedServiceAccount",
            "msDS-DelegatedManagedServiceAccount");

    private Entries() {
    }

    static @Nullable String text(LdapEntry entry, String name) {
        return Clean.text(entry.text(name));
    }

    /** Texts, sorted: a directory gives values in no order (RFC 4512 section 2.3). */
    static List<String> texts(LdapEntry entry, String name) {
        return entry.texts(name).stream().flatMap(t -> Stream.ofNullable(Clean.text(t))).sorted().distinct().toList();
    }

    /** A whole number that is not negative. */
    static @Nullable Long number(LdapEntry entry, String name) {
        var number = entry.number(name);
        return number.isPresent() && number.getAsLong() >= 0 ? Long.valueOf(number.getAsLong()) : null;
    }

    static @Nullable Boolean flag(LdapEntry entry, String name) {
        return entry.flag(name).orElse(null);
    }

    /** Whether a bit is set; absent without the number. */
    static @Nullable Boolean bit(LdapEntry entry, String name, int bit) {
        var number = entry.integer(name);
        return number.isPresent() ? Boolean.valueOf((number.getAsInt() & bit) != 0) : null;
    }

    static @Nullable Boolean not(@Nullable Boolean flag) {
        return Clean.not(flag);
    }

    /** A FILETIME that is a moment of ours. */
    public static @Nullable Instant fileTime(LdapEntry entry, String name) {
        return moment(entry.fileTime(name));
    }

    /** A GeneralizedTime that is a moment of ours. */
    public static @Nullable Instant time(LdapEntry entry, String name) {
        return moment(entry.generalizedTime(name));
    }

    private static @Nullable Instant moment(@Nullable Instant instant) {
        return instant == null || !instant.isAfter(Instant.EPOCH) || instant.isAfter(NEVER) ? null : instant;
    }

    /** The later of lastLogon, which each controller keeps for itself, and lastLogonTimestamp, which may be 14 days late. */
    static @Nullable Instant lastLogon(LdapEntry entry) {
        var own = fileTime(entry, "lastLogon");
        var shared = fileTime(entry, "lastLogonTimestamp");
        return own == null || shared != null && shared.isAfter(own) ? shared : own;
    }

    /** A span; absent where it is none or has no end. */
    static @Nullable Duration span(LdapEntry entry, String name) {
        var span = entry.interval(name);
        return span == null || span.isZero() ? null : span;
    }

    /** The names above, nearest first: of {@code CN=a,OU=b,DC=c} it is {@code CN=a}, {@code OU=b}, {@code DC=c}. */
    static List<String> components(String dn) {
        return COMPONENT.matcher(dn).results().map(c -> c.group()).toList();
    }

    /** The value of a name's first component, without its escapes (RFC 4514 section 2.4). */
    public static @Nullable String name(@Nullable String dn) {
        return nameAt(dn, 0);
    }

    /** The value of a component, counted from 0. */
    static @Nullable String nameAt(@Nullable String dn, int depth) {
        var components = dn == null ? List.<String> of() : components(dn);
        if (components.size() <= depth) {
            return null;
        }
        var component = components.get(depth);
        return Clean.text(component.substring(component.indexOf('=') + 1).replaceAll("\\\\(.)", "$1"));
    }

    /** The name of what stands above. */
    static @Nullable String above(String dn) {
        var components = components(dn);
        return components.size() < 2 ? null : Clean.text(String.join(",", components.subList(1, components.size())));
    }

    /** The DNS name of a naming context, [MS-ADTS] 3.1.1.1.5. */
    static @Nullable String dnsName(@Nullable String context) {
        return context == null ? null
                : Clean.text(
                        components(context).stream().map(DOMAIN_COMPONENT::matcher).filter(m -> m.matches()).map(m -> m.group(1))
                                .collect(Collectors.joining(".")));
    }

    /** What sort of object it is. */
    static String kind(LdapEntry entry) {
        var classes = entry.texts("objectClass");
        if (classes.stream().anyMatch(MANAGED::contains)) {
            return "managed service account";
        }
        if (classes.contains("computer")) {
            return "computer";
        }
        if (classes.contains("group")) {
            return "group";
        }
        return classes.contains("foreignSecurityPrincipal") ? "foreign" : "user";
    }
}
