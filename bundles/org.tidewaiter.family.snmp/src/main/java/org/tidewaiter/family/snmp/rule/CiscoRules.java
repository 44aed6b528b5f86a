package org.tidewaiter.family.snmp.rule;

import java.util.List;

import org.tidewaiter.family.snmp.rule.Rule.Maker;

/** Cisco, with what it bought; enterprise 9. */
final class CiscoRules {

    private static final Maker CISCO = new Maker("Cisco", DeviceKind.NETWORK);
    private static final Maker WIRELESS = CISCO.of(DeviceKind.WIRELESS);
    private static final Maker FIREWALL = CISCO.of(DeviceKind.FIREWALL);
    private static final Maker SERVER = CISCO.of(DeviceKind.SERVER);
    private static final Maker TALK = CISCO.of(DeviceKind.COLLABORATION);

    static final List<Rule> ALL = List.of(
            CISCO.text("IOS XR",
                    "^Cisco IOS XR Software \\((?:Cisco )?(?<model>[^)]{1,60})\\), {1,3}Version (?<version>[^ \\[]{1,40})"),
            CISCO.text("IOS XE",
                    "^Cisco IOS Software, IOS-XE Software, (?<model>[^(,]{1,60}) {1,2}Software \\([^)]{1,80}\\),? .{0,20}Version (?<version>[^ ,]{1,40})"),
            CISCO.text("IOS XE",
                    "^Cisco IOS Software \\[[^\\]]{1,40}\\], (?<model>[^(,]{1,60}) Software \\([^)]{1,80}\\),.{0,20}? Version (?<version>[^ ,]{1,40})"),
            CISCO.text("IOS XE",
                    "^Cisco IOS Software, (?<model>[^(,]{1,60}) Software \\([^)]{0,40}(?:LINUX_IOSD|CAT3K_CAA|CAT9K|IOSXE)[^)]{0,40}\\),.{0,20}? Version (?<version>[^ ,]{1,40})"),
            CISCO.text("IOS",
                    "^Cisco IOS Software, (?<model>[^(,]{1,60}) {1,2}Software \\([^)]{1,80}\\), .{0,20}?Version (?<version>[^ ,]{1,40})"),
            CISCO.text("IOS",
                    "^Cisco Internetwork Operating System Software,? IOS \\(tm\\) (?<model>[^(,]{1,60}) Software \\([^)]{1,80}\\), .{0,20}?Version (?<version>[^ ,]{1,40})"),
            CISCO.of(DeviceKind.COLLABORATION).text("UCS Manager",
                    "^Cisco NX-OS\\(tm\\) ucs, Software \\([^)]{1,60}\\), .{0,20}?Version (?<version>[^ ,]{1,40})"),
            CISCO.text("NX-OS",
                    "^Cisco NX-OS(?:\\(tm\\))? (?:[^ ,]{0,40}\\.bin|(?<model>[^,]{1,60})), Software \\([^)]{1,60}\\), .{0,20}?Version (?<version>[^ ,]{1,40})"),
            CISCO.text("SAN-OS",
                    "^Cisco SAN-OS(?:\\(tm\\))? (?<model>[^,]{1,60}), Software \\([^)]{1,60}\\), .{0,20}?Version (?<version>[^ ,]{1,40})"),
            CISCO.text("CatOS",
                    "^Cisco Systems,? (?:Inc\\. )?(?<model>WS-[A-Z0-9-]{1,30}) .{0,40}Catalyst Operating System Software, Version (?<version>[^ ,]{1,40})"),
            FIREWALL.text("ASA", "^Cisco Adaptive Security Appliance Version (?<version>[^ ,]{1,40})"),
            FIREWALL.text("Firepower Threat Defense",
                    "(?i)^Cisco Firepower Threat Defense, Version (?<version>[^ ,]{1,30} \\(Build [0-9]{1,6}\\))"),
            FIREWALL.text("Firepower Threat Defense", "(?i)^Cisco Firepower Threat Defense, Version (?<version>[^ ,]{1,40})"),
            FIREWALL.text("Firewall Services Module", "^Cisco Firewall Services Module(?: Version (?<version>[^ ,]{1,40}))?"),
            FIREWALL.text("PIX", "^Cisco (?<model>PIX[^,]{0,20}?)(?: Firewall)? Version (?<version>[^ ,]{1,40})"),
            WIRELESS.text("AireOS", "^Cisco Controller"),
            WIRELESS.text("Business Wireless", "^Cisco Business Wireless"),
            WIRELESS.both(null, "9.6.1.32",
                    "Cisco Systems, Inc (?<model>[A-Z0-9-]{1,30})[^,]{0,40}, Version (?<version>[^ ,]{1,40})"),
            WIRELESS.text(null, "^Cisco (?<model>(?:AIR|IW|AP)[A-Z0-9-]{3,30}) "),
            CISCO.text(null,
                    "^Linux, Cisco(?: Systems, Inc)? (?<model>[A-Z0-9-]{1,30}) \\((?:[A-Z0-9-]{1,30})\\), Version (?<version>[^ ,]{1,40})"),
            CISCO.text(null, "^Linux, Cisco (?<model>[A-Z0-9-]{1,30}), Version (?<version>[^ ,]{1,40})"),
            CISCO.text(null, "^(?:Cisco )?(?:Catalyst .{0,90})\\((?<model>C[0-9]{4}[A-Z0-9-]{0,30})\\)"),
            CISCO.text(null, "^(?<model>ME[0-9]{4}) .{0,40}, version (?<version>.{1,60}Build [^ ,]{1,40})"),
            CISCO.both(null, "9",
                    "^(?:Cisco )?(?<model>[A-Z]{2,5}-?[0-9]{2,5}[A-Z0-9-]{0,20})[ ,].{0,60}(?:Switch|Router|FXS).{0,20}?(?:Version:? (?<version>[^ ,#]{1,30}))?"),
            CISCO.of(DeviceKind.APPLIANCE).text("AsyncOS",
                    "^Cisco (?:Model )?(?<model>[^,]{1,40}), AsyncOS Version: (?<version>[^ ,]{1,40})"),
            TALK.both("UCOS", "9.1", "^Linux release:(?<release>[^ ]{1,60}) machine:"),
            TALK.text("UCOS", "Software:UCOS (?<version>[^ ,]{1,40})"),
            TALK.text("TelePresence Codec", "^Cisco Codec SoftW: (?<version>[^ ]{1,40}) MCU: (?<model>.{1,60}?) Date:"),
            TALK.text("TelePresence",
                    "^(?:Cisco|TANDBERG|Tandberg) (?<model>(?:TelePresence|Codec|Video Communication Server)[^,]{0,60})"),
            SERVER.text("Identity Services Engine", "^Cisco Identity Services Engine"),
            SERVER.text("Secure Access Control System",
                    "^Cisco Secure Access Control S[a-z]{2,6}(?: (?<version>[0-9][^ ,]{0,30}))?"),
            SERVER.text("Prime", "^Cisco Prime (?<model>[A-Z][A-Za-z ]{1,30})"),
            CISCO.text("WAAS", "^Cisco Wide Area Application Services .{0,160}?Software Release (?<version>[^ ,]{1,40})"),
            CISCO.text("ONS", "^Cisco ONS (?<model>[0-9]{4,6}[^ ,]{0,12})?.{0,20}?(?<version>[0-9]{2}\\.[0-9]{2}-[^ ]{1,20})?"),
            CISCO.text("Viptela", "^Viptela SNMP agent"),
            CISCO.of(DeviceKind.NETWORK).text("Meraki", "^(?:Cisco )?Meraki (?<model>(?:MS|MX|MR|MV|MG|Z)[A-Z0-9-]{1,20})"),
            WIRELESS.below("AireOS", "14179"),
            WIRELESS.below("AireOS", "9.1.1069", "9.1.1279", "9.1.1293"),
            TALK.below("TelePresence", "5596"),
            CISCO.of(DeviceKind.APPLIANCE).below("AsyncOS", "15497"),
            CISCO.below("NX-OS", "9.12.3.1.3"),
            CISCO.below("Viptela", "41916"),
            CISCO.below("Meraki", "29671"),
            CISCO.below(null, "9"));

    private CiscoRules() {
    }
}
