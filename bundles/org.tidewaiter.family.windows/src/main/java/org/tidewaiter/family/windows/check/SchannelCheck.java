package org.tidewaiter.family.windows.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.model.Statement;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.family.windows.check.Settings.Looked;
import org.tidewaiter.family.windows.data.HardeningSetting;
import org.tidewaiter.family.windows.data.WindowsRelease;

/**
 * One version of SSL or TLS in Schannel, as a server and as a client. {@code Enabled} of 0 shuts it for all, {@code DisabledByDefault} of 1 for
 * whoever does not ask for it by name; where neither is stored the default of this Windows holds.
 *
 * @param protocol   the version
 * @param shouldBeOn whether it is bad that it is off, instead of that it is on
 */
record SchannelCheck(Protocol protocol, boolean shouldBeOn, Severity severity, String finding, String why) implements Check {

    /** A version, by its name in the registry, and what else is known of it. */
    enum Protocol {
        SSL_2("SSL 2.0", "RFC 6176"), SSL_3("SSL 3.0", "RFC 7568"), TLS_1_0("TLS 1.0", "RFC 8996"), TLS_1_1("TLS 1.1",
                "RFC 8996"), TLS_1_2("TLS 1.2", "RFC 5246");

        private final String label;
        private final String rfc;

        Protocol(String label, String rfc) {
            this.label = label;
            this.rfc = rfc;
        }
    }

    private static final List<String> SIDES = List.of("server", "client");
    private static final String REMEDY = "Set Enabled and DisabledByDefault of %s in SCHANNEL\\Protocols for server and client, after those who connect were looked at";

    /** What a side does, and what says so. */
    private record Side(String name, Truth on, String words, List<Statement> because) {
    }

    static List<Check> all() {
        return List.of(
                new SchannelCheck(Protocol.SSL_2, false, Severity.MEDIUM, "SSL 2.0 is on", "its encryption is broken"),
                new SchannelCheck(Protocol.SSL_3, false, Severity.MEDIUM, "SSL 3.0 is on", "its encryption is broken"),
                new SchannelCheck(Protocol.TLS_1_0, false, Severity.LOW, "TLS 1.0 is on",
                        "it is outdated, and RFC 8996 forbids it"),
                new SchannelCheck(Protocol.TLS_1_1, false, Severity.LOW, "TLS 1.1 is on",
                        "it is outdated, and RFC 8996 forbids it"),
                new SchannelCheck(Protocol.TLS_1_2, true, Severity.MEDIUM, "TLS 1.2 is off",
                        "only outdated versions are left, or connections fail"));
    }

    @Override
    public String id() {
        return "windows-schannel-" + protocol.label.toLowerCase(Locale.ROOT).replaceAll("[ .]", "-");
    }

    @Override
    public String title() {
        return protocol.label;
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(HardeningSetting.class, WindowsRelease.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var host = Host.of(facts);
        var sides = SIDES.stream().map(side -> look(host, side)).toList();
        var bad = sides.stream().filter(side -> side.on() == Truth.of(shouldBeOn).not()).toList();
        if (!bad.isEmpty()) {
            return new CheckResult.Found(List.of(new Finding(id(), severity, finding,
                    String.join(", ", bad.stream().map(Side::words).toList()) + ": " + why, REMEDY.formatted(protocol.label),
                    List.of("Microsoft: Protocols in TLS/SSL (Schannel SSP)", "Microsoft: TLS registry settings",
                            protocol.rfc),
                    bad.stream().flatMap(side -> side.because().stream()).distinct().toList())));
        }
        return sides.stream().filter(side -> side.on() == Truth.UNKNOWN).findFirst()
                .map(side -> host.build() == null
                        ? Missing.of(facts, WindowsRelease.class, side.words())
                        : Missing.of(facts, HardeningSetting.class, side.words()))
                .orElseGet(CheckResult.Passed::new);
    }

    private Side look(Host host, String side) {
        var area = "schannel." + protocol.label.toLowerCase(Locale.ROOT).replace(' ', '-') + "." + side + ".";
        var enabled = host.settings().look(area + "Enabled");
        var disabled = host.settings().look(area + "DisabledByDefault");
        if (enabled instanceof Looked.Untold(var why)) {
            return new Side(side, Truth.UNKNOWN, why, List.of());
        }
        if (disabled instanceof Looked.Untold(var why)) {
            return new Side(side, Truth.UNKNOWN, why, List.of());
        }
        var stored = new ArrayList<Row<HardeningSetting>>();
        var on = Truth.UNKNOWN;
        if (disabled instanceof Looked.Stored(var row, var value)) {
            on = SettingCheck.when(v -> v == 0).apply(value);
            stored.add(row);
        }
        if (enabled instanceof Looked.Stored(var row, var value)) {
            var open = SettingCheck.when(v -> v != 0).apply(value);
            on = open == Truth.YES && on == Truth.NO ? Truth.NO : open;
            stored.addFirst(row);
        }
        return stored.isEmpty() ? byDefault(host, side, List.of(enabled, disabled))
                : new Side(side, on, Words.list(stored.stream()
                        .map(row -> row.item().source() + " is " + row.item().value()).toList()),
                        stored.stream().map(Row::statement).toList());
    }

    private Side byDefault(Host host, String side, List<Looked> unset) {
        var on = isOn(host, side.equals("server"));
        var because = new ArrayList<Statement>();
        for (var looked : unset) {
            if (looked instanceof Looked.Unset(var row)) {
                because.add(row.statement());
            }
        }
        because.addAll(host.release());
        return new Side(side, on,
                "for a " + side + " nothing is stored, and the default of this Windows (" + host.words() + ") is "
                        + switch (on) {
                            case YES -> "on";
                            case NO -> "off";
                            case UNKNOWN -> "not certain";
                        },
                because);
    }

    /** Microsoft: Protocols in TLS/SSL (Schannel SSP). From Windows 11 24H2 on the page announces a change, and does not say when it came. */
    private Truth isOn(Host host, boolean server) {
        var known = host.build();
        if (known == null || known < Builds.VISTA) {
            return Truth.UNKNOWN;
        }
        var build = known.longValue();
        return switch (protocol) {
            case SSL_2 -> build >= Builds.WINDOWS_10_1607 ? Truth.NO
                    : build < Builds.WINDOWS_8 && server ? Truth.YES : Truth.UNKNOWN;
            case SSL_3 -> Truth.of(build < Builds.WINDOWS_10_1607);
            case TLS_1_0 -> build < Builds.WINDOWS_11_24H2 ? Truth.YES : Truth.UNKNOWN;
            case TLS_1_1 -> build >= Builds.WINDOWS_11_24H2 ? Truth.UNKNOWN : Truth.of(build >= Builds.WINDOWS_8);
            case TLS_1_2 -> Truth.of(build >= Builds.WINDOWS_8);
        };
    }
}
