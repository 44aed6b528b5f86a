package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.data.WindowsRelease;

/**
 * What defaults hang on.
 *
 * @param build        build number
 * @param revision     update build revision
 * @param role         what it is
 * @param edition      registry's name of the edition: {@code Professional}, {@code ServerStandard}
 * @param domainMember whether it has joined a domain; domain controllers count
 * @param settings     its settings
 * @param complete     whether the settings were read to the end
 * @param release      what the first four were read from
 */
record Host(@Nullable Long build, @Nullable Long revision, @Nullable Role role, @Nullable String edition,
        @Nullable Boolean domainMember, Settings settings, boolean complete, List<Statement> release) {

    /** What a computer is, by Win32_OperatingSystem.ProductType. */
    enum Role {
        WORK_STATION, SERVER, DOMAIN_CONTROLLER;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Host of(Facts facts) {
        var settings = Settings.of(facts);
        return facts.conclusion(Host.class, all -> of(all, settings));
    }

    private static Host of(Facts facts, Settings settings) {
        var releases = facts.of(WindowsRelease.class);
        var rows = releases.stream().map(Facts.Row::item).toList();
        var role = agreed(rows, release -> role(release.role()));
        var member = role == Role.DOMAIN_CONTROLLER ? Boolean.TRUE
                : agreed(facts.of(WindowsIdentity.class).stream().map(Facts.Row::item).toList(), WindowsIdentity::domainMember);
        return new Host(agreed(rows, WindowsRelease::build), agreed(rows, WindowsRelease::revision), role,
                agreed(rows, WindowsRelease::edition), member, settings,
                facts.gap(HardeningSetting.class).isEmpty(), releases.stream().map(Facts.Row::statement).toList());
    }

    private static @Nullable Role role(@Nullable String word) {
        for (var role : Role.values()) {
            if (role.words().equals(word)) {
                return role;
            }
        }
        return null;
    }

    /** What all rows that tell it tell alike: where sources disagree nothing is known. */
    private static <T, V> @Nullable V agreed(List<T> rows, Function<T, @Nullable V> value) {
        var values = new ArrayList<V>();
        for (var row : rows) {
            var told = value.apply(row);
            if (told != null && !values.contains(told)) {
                values.add(told);
            }
        }
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** It in a sentence: {@code build 19045, work station}. */
    String words() {
        var is = role;
        return (build == null ? "unknown build" : "build " + build) + (is == null ? "" : ", " + is.words());
    }

    boolean isServer() {
        return role == Role.SERVER || role == Role.DOMAIN_CONTROLLER;
    }

    /** Whether its edition is one of these. */
    boolean isEdition(String... names) {
        for (var name : names) {
            if (Objects.equals(edition, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether its build is this and its revision at least that: an update was installed. */
    boolean hasUpdate(long ofBuild, long least) {
        return build != null && revision != null && build == ofBuild && revision >= least;
    }
}
