package org.tidewaiter.family.snmp.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Oid;

/**
 * One way in which a maker's devices describe themselves. Its pattern may have groups {@code vendor}, {@code model}, {@code version} and
 * {@code release}; it has no quantifier within another, so that no text can hold it up.
 *
 * @param below sysObjectID lies below one of these; none: anywhere
 * @param text  is found in sysDescr; absent: whatever that says
 */
record Rule(String vendor, DeviceKind kind, @Nullable String system, List<Oid> below, @Nullable Pattern text) {

    private static final Oid ENTERPRISES = Oid.of("1.3.6.1.4.1");

    /** Rules of one maker. */
    record Maker(String vendor, DeviceKind kind) {
        /** By sysDescr. */
        Rule text(@Nullable String system, String pattern) {
            return new Rule(vendor, kind, system, List.of(), Pattern.compile(pattern));
        }

        /** By sysObjectID, without the leading 1.3.6.1.4.1. */
        Rule below(@Nullable String system, String... arcs) {
            return new Rule(vendor, kind, system, oids(arcs), null);
        }

        /** By both. */
        Rule both(@Nullable String system, String arcs, String pattern) {
            return new Rule(vendor, kind, system, oids(arcs), Pattern.compile(pattern));
        }

        /** The same maker's devices of another kind. */
        Maker of(DeviceKind other) {
            return new Maker(vendor, other);
        }

        private static List<Oid> oids(String... arcs) {
            return Stream.of(arcs).map(a -> Oid.of(ENTERPRISES + "." + a)).toList();
        }
    }

    /** What it says of an agent, if it fits. */
    Optional<Identified> apply(String description, @Nullable Oid objectId) {
        if (!below.isEmpty() && (objectId == null || below.stream().noneMatch(objectId::startsWith))) {
            return Optional.empty();
        }
        var pattern = text;
        if (pattern == null) {
            return Optional
                    .of(new Identified(vendor, kind, system, Wording.model(description, vendor), Wording.version(description)));
        }
        var matcher = pattern.matcher(description);
        return matcher.find() ? Optional.of(found(matcher)) : Optional.empty();
    }

    private Identified found(Matcher matcher) {
        var named = group(matcher, "vendor");
        var version = group(matcher, "version");
        var release = group(matcher, "release");
        return new Identified(named == null ? vendor : named, kind, system, Wording.tidyModel(group(matcher, "model")),
                version == null ? release : release == null ? version : version + " (" + release + ")");
    }

    private static @Nullable String group(Matcher matcher, String name) {
        if (!matcher.namedGroups().containsKey(name)) {
            return null;
        }
        var text = matcher.group(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
