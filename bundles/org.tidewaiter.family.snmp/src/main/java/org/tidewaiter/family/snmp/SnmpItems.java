package org.tidewaiter.family.snmp;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Key;
import org.tidewaiter.api.data.Unit;
import org.tidewaiter.family.snmp.rule.DeviceKind;

/** Data classes that only SNMP agents have. */
public final class SnmpItems {

    private SnmpItems() {
    }

    /**
     * The agent's own words (RFC 3418 system group, RFC 3411 engine); one row.
     *
     * @param description sysDescr
     * @param objectId    sysObjectID
     * @param name        sysName
     * @param location    sysLocation
     * @param contact     sysContact
     * @param upTime      how long the agent runs; from snmpEngineTime where sysUpTime has wrapped (every 497 days)
     * @param kind        what such a device is for, as far as its description and object id tell
     * @param layers      layers of the Internet suite that it serves (sysServices): {@code datalink}, {@code internet}
     */
    @DataClassId("snmp.agent")
    public record Agent(@Nullable String description, @Nullable String objectId, @Nullable String name, @Nullable String location,
            @Nullable String contact, @Nullable Duration upTime, @Nullable DeviceKind kind, List<String> layers) implements Item {
        public Agent {
            layers = List.copyOf(layers);
        }
    }

    /**
     * A version of SNMP with which the agent let us read.
     *
     * @param version {@code 1}, {@code 2c} or {@code 3}
     */
    @DataClassId("snmp.access")
    public record Access(@Key String version) implements Item {
    }

    /**
     * What IF-MIB says of an interface beyond what every system knows (RFC 2863).
     *
     * @param interfaceName  the interface
     * @param description    ifDescr
     * @param administrative ifAdminStatus: {@code up}, {@code down}, {@code testing}
     * @param operational    ifOperStatus: {@code up}, {@code lowerLayerDown}, {@code dormant}
     * @param changed        how long after the agent's start the state changed last (ifLastChange)
     * @param connector      whether a plug can be put in (ifConnectorPresent)
     * @param promiscuous    whether it takes everybody's packets
     */
    @DataClassId("snmp.interface-state")
    public record InterfaceState(@Key String interfaceName, @Nullable String description, @Nullable String administrative,
            @Nullable String operational, @Nullable Duration changed, @Nullable Boolean connector, @Nullable Boolean promiscuous)
            implements Item {
    }

    /**
     * A UPS's battery (RFC 1628 upsBattery); one row.
     *
     * @param status      {@code batteryNormal}, {@code batteryLow}, {@code batteryDepleted}
     * @param onBattery   how long it has been feeding the load; zero while mains do
     * @param remaining   how long it would last
     * @param charge      charge left
     * @param voltage     its voltage
     * @param current     its current
     * @param temperature at or near it
     */
    @DataClassId("snmp.ups-battery")
    public record UpsBattery(@Nullable String status, @Nullable Duration onBattery, @Nullable Duration remaining,
            @Unit("%") @Nullable Long charge, @Unit("V") @Nullable Double voltage, @Unit("A") @Nullable Double current,
            @Unit("Cel") @Nullable Long temperature)
            implements Item {
    }

    /** A line into a UPS (RFC 1628 upsInputTable). */
    @DataClassId("snmp.ups-input")
    public record UpsInput(@Key long line, @Unit("Hz") @Nullable Double frequency, @Unit("V") @Nullable Long voltage,
            @Unit("A") @Nullable Double current, @Unit("W") @Nullable Long power) implements Item {
    }

    /**
     * A line out of a UPS (RFC 1628 upsOutputTable).
     *
     * @param source what feeds it: {@code normal}, {@code bypass}, {@code battery}
     * @param load   share of its capacity in use
     */
    @DataClassId("snmp.ups-output")
    public record UpsOutput(@Key long line, @Nullable String source, @Unit("V") @Nullable Long voltage,
            @Unit("A") @Nullable Double current, @Unit("W") @Nullable Long power, @Unit("%") @Nullable Long load)
            implements Item {
    }

    /**
     * An alarm that a UPS has raised (RFC 1628 upsAlarmTable).
     *
     * @param number its number
     * @param alarm  which: {@code upsAlarmOnBattery}; an object identifier where it is a maker's own
     * @param raised how long after the agent's start
     */
    @DataClassId("snmp.ups-alarm")
    public record UpsAlarm(@Key long number, @Nullable String alarm, @Nullable Duration raised) implements Item {
    }
}
