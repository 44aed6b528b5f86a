package org.tidewaiter.family.snmp.rule;

import java.util.List;

import org.tidewaiter.family.snmp.rule.Rule.Maker;

/** HP, Hewlett Packard Enterprise, Aruba, H3C and 3Com. */
final class HpRules {

    private static final Maker HPE = new Maker("HPE", DeviceKind.NETWORK);
    private static final Maker HP_PRINTER = new Maker("HP", DeviceKind.PRINTER);
    private static final Maker ARUBA = new Maker("Aruba", DeviceKind.NETWORK);
    private static final Maker H3C = new Maker("H3C", DeviceKind.NETWORK);

    private static final String COMWARE = "Comware.{0,30}Software,? Software Version (?<version>[0-9][^ ,]{0,20}),? Release (?<release>[^ ,]{1,20})";

    static final List<Rule> ALL = List.of(
            // printers' JetDirect cards
            HP_PRINTER.text("JetDirect", "^HP ETHERNET MULTI-ENVIRONMENT.{0,200}?PID:(?:HP )?(?<model>[^,;]{2,60})"),
            HP_PRINTER.text("JetDirect", "^HP ETHERNET MULTI-ENVIRONMENT"),
            HP_PRINTER.below("JetDirect", "11.2.3.9.1", "11.1"),
            // ArubaOS-CX: part, name, then a version of two letters and three numbers
            ARUBA.text("AOS-CX",
                    "^(?:HPE ANW |HPE |Aruba )?(?<model>[A-Z]{1,2}[0-9]{3,4}[A-Z] .{2,80}) (?<version>[A-Z]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9A-Z]{4,6})$"),
            ARUBA.both("AOS-CX", "47196.4.1.1.1", "(?:^| )(?<version>[A-Z]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9A-Z]{4,6})$"),
            ARUBA.below("AOS-CX", "47196.4.1.1.1"),
            ARUBA.of(DeviceKind.WIRELESS).text("ArubaOS",
                    "^ArubaOS \\(MODEL: (?:Aruba )?(?<model>[^)]{1,60})\\), Version (?<version>[^ ,]{1,40})"),
            ARUBA.of(DeviceKind.APPLIANCE).text("ClearPass",
                    "^ClearPass Policy Manager (?<version>[^ ,]{1,30}), Model: (?<model>[^ ,]{1,40})"),
            ARUBA.of(DeviceKind.WIRELESS).below("ArubaOS", "14823"),
            ARUBA.text("Silver Peak", "^Silver Peak Systems, Inc\\. (?<model>[^ ]{1,30}).{0,80}VXOA (?<version>[^ ]{1,40})"),
            ARUBA.text("Instant On",
                    "^(?:Aruba|HPE Networking) Instant On (?:Switch )?(?<model>.{2,90}?), InstantOn_[0-9]{3,4}_(?<version>[0-9.]{3,20}(?: \\([0-9]{1,6}\\))?)"),
            // ProCurve and ArubaOS-Switch
            HPE.text("ProCurve",
                    "^(?:HP|HPE|Aruba|ProCurve|hp)(?: ProCurve| procurve)? (?<model>[^,]{1,60}?)(?: Switch)?(?: \\([^)]{0,40}\\))?, revision (?<version>[A-Z]{1,2}\\.[^ ,]{1,30})"),
            HPE.text("ProCurve", "^PROCURVE (?<model>J[0-9]{4}[A-Z]) - (?<version>[A-Z]{2}\\.[0-9.]{3,12})"),
            HPE.text("ProCurve",
                    "^(?:HPE?|hp) (?:OfficeConnect )?(?:Switch )?(?<model>[^,]{1,60}), (?<version>[A-Z]{2}\\.[0-9.]{3,12})"),
            HPE.text("Comware",
                    "^HPE? (?<model>[A-Z]{0,3}[0-9]{3,4}[A-Z0-9-]{0,20}) Switch Software Version (?<version>[0-9][^ ,]{0,20}) Release (?<release>[^ ,]{1,20})"),
            HPE.text("Comware", "^HPE? " + COMWARE + " HPE? (?<model>.{2,60}?) +Copyright"),
            HPE.text("Comware", "^HPE? " + COMWARE),
            new Maker("3Com", DeviceKind.NETWORK).text("Comware",
                    "^3Com.{0,30}" + COMWARE + "(?: 3Com (?<model>.{2,60}?) Copyright)?"),
            new Maker("3Com", DeviceKind.NETWORK).text(null,
                    "^(?:3Com )?(?<model>Switch [0-9]{4}[A-Z]{0,2} .{0,30}?) Software Version (?<version>.{1,40})$"),
            H3C.text("Comware", "^(?:Hangzhou )?H3C.{0,20}" + COMWARE + "(?: H3C (?<model>.{2,60}?) Copyright)?"),
            H3C.text("Comware", "^(?:Hangzhou )?H3C.{0,20}Comware"),
            // machines
            HPE.of(DeviceKind.MANAGEMENT).text("iLO", "^(?<model>Integrated Lights-Out [0-9]) (?<version>[0-9.]{1,10})"),
            HPE.of(DeviceKind.MANAGEMENT).below("iLO", "232.9.4"),
            HPE.of(DeviceKind.POWER).both(null, "232.165",
                    "^(?:HP )?(?<model>.{3,60}?) ?, revision [^ ,]{1,20}, firmware (?:version|revision) (?<version>[^ ,]{1,20})"),
            HPE.of(DeviceKind.POWER).both(null, "232.165", "SN:(?<model>[A-Z0-9]{4,10}) PN:"),
            HPE.of(DeviceKind.POWER).below(null, "232.165"),
            HPE.of(DeviceKind.APPLIANCE).text("Onboard Administrator", "^HP Onboard Administrator"),
            HPE.text("Virtual Connect", "^HP (?<model>VC .{2,40}?) (?<version>[0-9]{1,2}\\.[0-9]{2})"),
            HPE.text("Virtual Connect", "^HP VC "),
            HPE.of(DeviceKind.STORAGE).text(null,
                    "^(?:HPE? )(?<model>(?:StorageWorks )?(?:MSA|MSL|P[0-9]{4}|StoreOnce|StoreEver)[ A-Za-z0-9]{0,40})"),
            HPE.of(DeviceKind.WIRELESS).text(null,
                    "^(?<model>MSM[0-9]{3}[A-Z-]{0,5}) - Hardware revision .{1,60} - Firmware version (?<version>[^ ]{1,40})"),
            HPE.below("Virtual Connect", "11.5.7.5"),
            HPE.below("ProCurve", "11.2.3.7"),
            HPE.of(DeviceKind.STORAGE).below(null, "11.2.51", "11.10.2"),
            HPE.of(DeviceKind.SERVER).below(null, "232"),
            HPE.below("Comware", "25506.11"),
            H3C.below("Comware", "25506"),
            new Maker("HP", DeviceKind.NETWORK).below(null, "11"));

    private HpRules() {
    }
}
