package org.tidewaiter.family.snmp.parse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Oid;
import org.tidewaiter.api.session.SnmpRow;
import org.tidewaiter.family.snmp.SnmpItems.UpsAlarm;
import org.tidewaiter.family.snmp.SnmpItems.UpsBattery;
import org.tidewaiter.family.snmp.SnmpItems.UpsInput;
import org.tidewaiter.family.snmp.SnmpItems.UpsOutput;

/** Uninterruptible power supplies, from UPS-MIB (RFC 1628). */
public final class Supplies {

    private static final Oid WELL_KNOWN_ALARMS = Oid.of("1.3.6.1.2.1.33.1.6.3");

    private static final String[] ALARMS = { "upsAlarmBatteryBad", "upsAlarmOnBattery", "upsAlarmLowBattery",
        "upsAlarmDepletedBattery",
        "upsAlarmTempBad", "upsAlarmInputBad", "upsAlarmOutputBad", "upsAlarmOutputOverload", "upsAlarmOnBypass",
        "upsAlarmBypassBad",
        "upsAlarmOutputOffAsRequested", "upsAlarmUpsOffAsRequested", "upsAlarmChargerFailed", "upsAlarmUpsOutputOff",
        "upsAlarmUpsSystemOff", "upsAlarmFanFailure", "upsAlarmFuseFailure", "upsAlarmGeneralFault",
        "upsAlarmDiagnosticTestFailed",
        "upsAlarmCommunicationsLost", "upsAlarmAwaitingPower", "upsAlarmShutdownPending", "upsAlarmShutdownImminent",
        "upsAlarmTestInProgress" };

    private Supplies() {
    }

    /** The battery, of the group's scalars as a row with index 0; absent when there is none or the agent says nothing of it. */
    public static Optional<Located<UpsBattery>> battery(List<SnmpRow> rows) {
        return rows.stream().filter(row -> row.index().equals(Oid.of(0))).map(row -> new Located<>(battery(row), row.line()))
                .filter(b -> b.row().status() != null || b.row().charge() != null || b.row().voltage() != null
                        || b.row().remaining() != null)
                .findFirst();
    }

    private static UpsBattery battery(SnmpRow row) {
        var seconds = Values.count(row, 2);
        var minutes = Values.count(row, 3);
        var charge = Values.count(row, 4);
        return new UpsBattery(Values.word(Values.number(row, 1), 2, "batteryNormal", "batteryLow", "batteryDepleted"),
                seconds == null || seconds > Integer.MAX_VALUE ? null : Duration.ofSeconds(seconds),
                minutes == null || minutes > Integer.MAX_VALUE ? null : Duration.ofMinutes(minutes),
                charge == null || charge > 100 ? null : charge, Values.tenths(row, 5), Values.tenths(row, 6), temperature(row));
    }

    /** Rows of data classes hold no sign where none can be; of a temperature below zero nothing is said. */
    private static @Nullable Long temperature(SnmpRow row) {
        var celsius = Values.count(row, 7);
        return celsius == null || celsius > 200 ? null : celsius;
    }

    /** Lines in, by number. */
    public static List<Located<UpsInput>> inputs(List<SnmpRow> rows) {
        var found = new ArrayList<Located<UpsInput>>();
        for (var row : rows) {
            if (row.index().size() == 1) {
                found.add(new Located<>(
                        new UpsInput(row.index().arc(0), Values.tenths(row, 2), volts(row, 3), Values.tenths(row, 4),
                                Values.count(row, 5)),
                        row.line()));
            }
        }
        return found;
    }

    /**
     * Lines out, by number.
     *
     * @param source upsOutputSource
     */
    public static List<Located<UpsOutput>> outputs(List<SnmpRow> rows, @Nullable Long source) {
        var word = Values.word(source, 2, "no output", "normal", "bypass", "battery", "booster", "reducer");
        var found = new ArrayList<Located<UpsOutput>>();
        for (var row : rows) {
            if (row.index().size() == 1) {
                var load = Values.count(row, 5);
                found.add(new Located<>(new UpsOutput(row.index().arc(0), word, volts(row, 2),
                        Values.tenths(row, 3), Values.count(row, 4), load == null || load > 1_000 ? null : load), row.line()));
            }
        }
        return found;
    }

    /** Volts; agents that say more than any such line carries count tenths, against the MIB, and are not believed. */
    private static @Nullable Long volts(SnmpRow row, long column) {
        var volts = Values.count(row, column);
        return volts == null || volts > 1_000 ? null : volts;
    }

    /** Alarms, by number. */
    public static List<Located<UpsAlarm>> alarms(List<SnmpRow> rows) {
        var found = new ArrayList<Located<UpsAlarm>>();
        for (var row : rows) {
            if (row.index().size() == 1) {
                found.add(new Located<>(new UpsAlarm(row.index().arc(0), alarm(Values.oid(row, 2)), Values.ticks(row, 3)),
                        row.line()));
            }
        }
        return found;
    }

    private static @Nullable String alarm(@Nullable Oid oid) {
        if (oid == null) {
            return null;
        }
        var word = oid.startsWith(WELL_KNOWN_ALARMS) && oid.size() > WELL_KNOWN_ALARMS.size()
                ? Values.word(oid.arc(WELL_KNOWN_ALARMS.size()), 1, ALARMS)
                : null;
        return word == null ? oid.toString() : word;
    }
}
