package org.tidewaiter.family.snmp.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.knowledge.Enterprises;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.family.snmp.rule.Rule.Maker;

/** What an agent is, by its sysDescr and sysObjectID (RFC 3418). Pure. */
public final class Rules {

    private static final int LONGEST = 1_024;
    private static final Oid ENTERPRISES = Oid.of("1.3.6.1.4.1");
    private static final Oid UPS_MIB = Oid.of("1.3.6.1.2.1.33");
    private static final Oid PRINTER_MIB = Oid.of("1.3.6.1.2.1.43");

    /** Makers' own wording, most telling first. */
    private static final List<Rule> TEXTS = Stream
            .of(CiscoRules.ALL, HpRules.ALL, PrinterRules.ALL, StorageRules.ALL, PowerRules.ALL, NetworkRules.ALL,
                    SystemRules.ALL)
            .flatMap(List::stream).toList();

    /** Agents that many makers build in, whose number says nothing of the device: net-snmp, UCD-SNMP, BSD's own, lwIP's. */
    private static final List<Long> AGENTS = List.of(0L, 2021L, 8072L, 12325L, 26381L, 99L);

    /** NET-SNMP-TC: the last arc of 1.3.6.1.4.1.8072.3.2 says the operating system. */
    private static final Map<Long, String> NET_SNMP_SYSTEMS = Map.of(3L, "Solaris", 7L, "NetBSD", 8L, "FreeBSD", 10L, "Linux",
            12L,
            "OpenBSD", 13L, "Windows", 14L, "HP-UX", 15L, "AIX", 16L, "macOS", 17L, "DragonFly BSD");

    private static final Pattern LINUX = Pattern.compile("^Linux [^ ]{1,120} (?<version>[0-9][^ ]{0,60})");

    /** Processors of appliances rather than of computers. */
    private static final Pattern EMBEDDED = Pattern.compile(" (?:mips|ppc|sh4|m68k|arm)[a-z0-9]{0,8}(?: GNU/Linux)?$");

    private final Enterprises enterprises;

    /** Rules that name makers without rules of their own as the registry does. */
    public Rules(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    /** What the agent is; all parts may be absent. */
    public Identified identify(@Nullable String description, @Nullable Oid objectId) {
        var text = normal(description);
        var number = enterprise(objectId);
        var maker = Makers.of(number);
        for (var rule : TEXTS) {
            var found = rule.apply(text, objectId).filter(f -> speaksFor(f, rule, text, maker));
            if (found.isPresent()) {
                return withVendor(found.get(), maker, number);
            }
        }
        return maker
                .map(m -> new Identified(m.vendor(), kind(text, m), null, Wording.model(text, m.vendor()), Wording.version(text)))
                .orElseGet(() -> unknownMaker(text, objectId, number));
    }

    /** One line of at most 1,024 characters, without quotes around it. */
    public static String normal(@Nullable String description) {
        if (description == null) {
            return "";
        }
        var cut = description.length() > LONGEST ? description.substring(0, LONGEST) : description;
        var text = cut.replaceAll("[\\p{Cntrl}\\s\ufffd]+", " ").replace("\\\"", "\"").strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    /** The maker of an enterprise number, by the name that people know it by. */
    public Optional<String> maker(long enterprise) {
        return Makers.of(enterprise).map(Maker::vendor);
    }

    private static long enterprise(@Nullable Oid objectId) {
        return objectId != null && objectId.startsWith(ENTERPRISES) && objectId.size() > ENTERPRISES.size()
                ? objectId.arc(ENTERPRISES.size())
                : 0;
    }

    /** A description that only resembles a maker's does not count against the number of another, unless it names that maker. */
    private static boolean speaksFor(Identified found, Rule rule, String text, Optional<Maker> maker) {
        var vendor = found.vendor();
        if (rule.text() == null || maker.isEmpty() || vendor == null || vendor.isEmpty() || maker.get().vendor().equals(vendor)) {
            return true;
        }
        var known = maker.get().vendor();
        if (known.startsWith(vendor) || vendor.startsWith(known)) {
            return true;
        }
        var first = vendor.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        var words = text.toLowerCase(Locale.ROOT);
        return words.contains(first)
                || found.system() instanceof String system && words.contains(system.toLowerCase(Locale.ROOT));
    }

    /** A rule for several makers leaves the name to the number. */
    private Identified withVendor(Identified found, Optional<Maker> maker, long number) {
        if (!"".equals(found.vendor())) {
            return found;
        }
        var vendor = maker.isPresent() ? maker.get().vendor() : registered(number);
        return new Identified(vendor, found.kind(), found.system(), found.model(), found.version());
    }

    /** Some agents name themselves by the MIB that they are made for: UPS-MIB (RFC 1628), Printer-MIB (RFC 3805). */
    private static Optional<DeviceKind> mib(@Nullable Oid objectId) {
        if (objectId == null || !objectId.startsWith(UPS_MIB) && !objectId.startsWith(PRINTER_MIB)) {
            return Optional.empty();
        }
        return Optional.of(objectId.startsWith(UPS_MIB) ? DeviceKind.POWER : DeviceKind.PRINTER);
    }

    /** What the description says, else what most of the maker's agents stand in; "Ethernet" and "gigabit" say too little against that. */
    private static DeviceKind kind(String text, Maker maker) {
        var told = Wording.kind(text);
        return told == null || told == DeviceKind.NETWORK ? maker.kind() : told;
    }

    private Identified unknownMaker(String text, @Nullable Oid objectId, long number) {
        if (!AGENTS.contains(number)) {
            return new Identified(registered(number), Wording.kind(text), null, Wording.model(text), Wording.version(text));
        }
        var linux = LINUX.matcher(text);
        if (linux.find()) {
            return new Identified(null, EMBEDDED.matcher(text).find() ? null : DeviceKind.SERVER, "Linux", null,
                    linux.group("version"));
        }
        var last = objectId == null || objectId.size() == 0 ? 0 : objectId.arc(objectId.size() - 1);
        var system = number == 8072 ? NET_SNMP_SYSTEMS.get(last) : null;
        return new Identified(null, mib(objectId).or(() -> Optional.ofNullable(Wording.kind(text))).orElse(null), system,
                Wording.model(text), Wording.version(text));
    }

    private @Nullable String registered(long number) {
        return AGENTS.contains(number) ? null : enterprises.organization(number).orElse(null);
    }
}
