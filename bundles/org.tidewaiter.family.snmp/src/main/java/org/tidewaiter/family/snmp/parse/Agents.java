package org.tidewaiter.family.snmp.parse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.OperatingSystem;
import org.tidewaiter.api.session.SnmpValue;
import org.tidewaiter.family.snmp.SnmpItems.Agent;
import org.tidewaiter.family.snmp.rule.Identified;

/** The agent and the system that it runs on, from the system group (RFC 3418), HOST-RESOURCES-MIB (RFC 2790) and the engine's clock (RFC 3411). */
public final class Agents {

    /** sysUpTime counts hundredths in 32 bits. */
    private static final Duration WRAP = Duration.ofMillis(10L << 32);
    private static final Duration TOLERANCE = Duration.ofHours(1);
    private static final int LONGEST_NAME = 80;

    private static final List<String> LAYERS = List.of("physical", "datalink", "internet", "endToEnd", "session", "presentation",
            "application");

    private static final Pattern UNAME = Pattern
            .compile("^(?<kernel>Linux|FreeBSD|OpenBSD|NetBSD|Darwin|SunOS) [^ ]{1,255} (?<release>[0-9][^ ]{0,80})");
    private static final Pattern MACHINE = Pattern.compile(
            " (?<machine>x86_64|amd64|i[3-6]86|i86pc|aarch64|arm64|arm[a-z0-9]{2,8}|mips[a-z0-9]{0,6}|ppc[a-z0-9]{0,6}|sh4|m68k|sparc[a-z0-9]{0,6}|sun4[uv]|riscv64)(?: GNU/Linux)?$");

    private Agents() {
    }

    /**
     * The agent's row.
     *
     * @param system     the system group's values
     * @param engineTime snmpEngineTime in seconds
     */
    public static Agent agent(SystemGroup system, @Nullable Long engineTime, Identified found) {
        var objectId = system.objectId();
        return new Agent(system.description(), objectId == null ? null : objectId.toString(), system.name(), system.location(),
                system.contact(), upTime(system.upTime(), engineTime), found.kind(), layers(system.services()));
    }

    /** sysUpTime, or the engine's time where the two differ by whole wraps of the former. */
    static @Nullable Duration upTime(@Nullable Duration ticks, @Nullable Long engineTime) {
        if (ticks == null || engineTime == null || engineTime < 0 || engineTime > Integer.MAX_VALUE) {
            return ticks;
        }
        var engine = Duration.ofSeconds(engineTime);
        var wraps = engine.minus(ticks).plus(TOLERANCE).dividedBy(WRAP);
        var apart = engine.minus(ticks).minus(WRAP.multipliedBy(wraps)).abs();
        return wraps > 0 && apart.compareTo(TOLERANCE) <= 0 ? engine : ticks;
    }

    /** sysServices: 2 to the power of (layer - 1), added up. */
    private static List<String> layers(@Nullable Long services) {
        var found = new ArrayList<String>();
        for (var bit = 0; services != null && services > 0 && services < 128 && bit < LAYERS.size(); bit++) {
            if ((services & 1L << bit) != 0) {
                found.add(LAYERS.get(bit));
            }
        }
        return found;
    }

    /**
     * The operating system's row; absent when nothing tells its name. Firmware without a name is that of the model.
     *
     * @param date   hrSystemDate: the device's own clock
     * @param upTime hrSystemUptime: the device's, not the agent's
     */
    public static @Nullable OperatingSystem system(SystemGroup system, Identified found, @Nullable SnmpValue date,
            @Nullable SnmpValue upTime) {
        var description = system.description();
        var model = found.model();
        var name = found.system();
        if (name == null) {
            name = model == null ? description : model + " firmware";
        }
        if (name == null) {
            return null;
        }
        var uname = UNAME.matcher(description == null ? "" : description);
        var isUname = uname.find();
        var machine = MACHINE.matcher(description == null ? "" : description);
        var host = system.name();
        var dot = host == null ? -1 : host.indexOf('.');
        var isName = host != null && dot > 0 && host.indexOf(' ') < 0 && !host.matches("[0-9.]+");
        return new OperatingSystem(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME).strip() : name,
                isUname && name.equals("Linux") ? null : found.version(), null, isUname ? uname.group("kernel") : null,
                isUname ? uname.group("release") : null, machine.find() ? machine.group("machine") : null,
                isName && host != null ? host.substring(0, dot) : host,
                isName && host != null && dot < host.length() - 1 ? host.substring(dot + 1) : null, null, null,
                bootedAt(Values.instant(date), Values.ticks(upTime)), null, null);
    }

    private static @Nullable Instant bootedAt(@Nullable Instant now, @Nullable Duration upTime) {
        return now == null || upTime == null || upTime.isZero() || upTime.toDays() > 365 * 30 ? null : now.minus(upTime);
    }
}
