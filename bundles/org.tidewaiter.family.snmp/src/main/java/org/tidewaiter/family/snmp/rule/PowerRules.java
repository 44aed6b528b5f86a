package org.tidewaiter.family.snmp.rule;

import java.util.List;

import org.tidewaiter.family.snmp.rule.Rule.Maker;

/** Power, environment, time: what else stands in a rack. */
final class PowerRules {

    static final List<Rule> ALL = List.of(
            new Maker("APC", DeviceKind.POWER).text(null,
                    "^APC (?:Web/SNMP Management Card|Environmental Management System|Embedded PowerNet SNMP Agent|[^(]{2,60}?) ?\\(.{0,120}?(?:AF1|SW): ?v?(?<version>[0-9][^ ,)]{1,15}).{0,60}?MN: ?(?<model>[^ ,)]{2,30})"),
            new Maker("Dell", DeviceKind.POWER).text(null,
                    "^DELL Web/SNMP Management Card \\(.{0,120}?AF1:v?(?<version>[0-9][^ ,)]{1,15}).{0,60}?MN:(?<model>[^ ,)]{2,30})"),
            new Maker("Schneider Electric", DeviceKind.ENVIRONMENT).text(null,
                    "^Schneider Electric (?<model>NetBotz .{2,30}?) (?<version>[0-9]\\.[0-9.]{2,12})"),
            new Maker("Schneider Electric", DeviceKind.POWER).text(null, "^Schneider Electric - (?<model>[A-Z0-9]{4,20})"),
            new Maker("Eaton", DeviceKind.POWER).text(null,
                    "^(?<model>(?:Eaton|EATON) [^,]{2,60}?)(?:, (?:version|firmware) (?<version>[^ ,;]{1,40}))?$"),
            new Maker("Eaton", DeviceKind.POWER).text(null, "^ConnectUPS Web/SNMP Card V(?<version>[^ ,;]{1,40})"),
            new Maker("Eaton", DeviceKind.POWER).text(null,
                    "^(?<model>SC[23]00) Controller - software version (?<version>[^ ,;]{1,40})"),
            new Maker("Eaton", DeviceKind.POWER).text(null, "^(?<model>ePDU .{3,60})"),
            new Maker("Dell", DeviceKind.POWER).text(null, "^(?<model>Dell UPS .{3,60})"),
            new Maker("Vertiv", DeviceKind.POWER).text(null, "^(?:Liebert|Vertiv|Emerson) (?<model>[A-Z0-9][^,]{2,40})"),
            new Maker("Tripp Lite", DeviceKind.POWER).text("PowerAlert",
                    "(?i)PowerAlert(?: v?(?<version>[0-9.]{5,12}(?: \\(Build [0-9]{1,5}\\))?))?"),
            new Maker("Tripp Lite", DeviceKind.MANAGEMENT).text(null,
                    "^TrippLite (?<model>B[0-9]{3}-[^ ,]{3,20}),.{0,60}Version (?<version>[^ ,;]{1,40})"),
            new Maker("Raritan", DeviceKind.POWER).text(null,
                    "^(?:Raritan )?(?<model>PX[23]?-[^ ,]{3,20}|Dominion [A-Z]{2,4}[^ ,]{0,15})"),
            new Maker("Server Technology", DeviceKind.POWER).text("Sentry",
                    "^Sentry (?<model>.{3,30}? ?(?:CDU|PDU|PRO[0-9])?)(?: Version (?<version>[^ ,;]{1,40}))?$"),
            new Maker("CyberPower", DeviceKind.POWER).text(null, "^CyberPower (?<model>[A-Z0-9]{3,20})"),
            new Maker("Generex", DeviceKind.POWER).text(null,
                    "^(?<model>(?:CS|BACS|SITEMANAGER)[A-Z]{0,3}[0-9]{0,4}) v ?(?<version>[^ ,;]{1,40})"),
            new Maker("GE", DeviceKind.POWER).text(null, "^GE Web/SNMP Interface"),
            new Maker("Riello", DeviceKind.POWER).text(null, "^(?<model>Net[mM]an(?: [0-9]{2,3})?(?: plus)?)"),
            new Maker("Gude", DeviceKind.POWER).text(null,
                    "^(?<model>Expert (?:Power Control|PDU|Net Control|Transfer Switch|Sensor Box) [^ ]{3,12})"),
            new Maker("Vertiv", DeviceKind.POWER).text(null, "^(?<model>Watchdog [0-9]{2,4}|RCM-O|RSMICRO)"),
            new Maker("Panduit", DeviceKind.POWER).both(null, "19536", "Device Model:(?<model>[^ ]{3,20})"),
            new Maker("ICT", DeviceKind.POWER).text(null, "^ICT (?<model>.{5,40})"),
            new Maker("Enlogic", DeviceKind.POWER).text(null, "^(?<model>Enlogic PDU)"),
            new Maker("Sinetica", DeviceKind.POWER).text(null,
                    "^Sinetica (?<model>[A-Za-z-]{3,20})\\. Versions: App\\. (?<version>[^ ,;]{1,40})"),
            new Maker("Alpha", DeviceKind.POWER).text(null, "^Alpha (?:Innovations|Technologies)"),
            new Maker("Huawei", DeviceKind.POWER).text(null, "^SNMP Card for HUAWEI (?<model>UPS[0-9A-Z]{3,10})"),
            new Maker("Huawei", DeviceKind.POWER).text(null, "^(?<model>SMU[0-9A-Z]{2,6})"),
            new Maker("Janitza", DeviceKind.POWER).text(null,
                    "^Janitza (?:electronics GmbH, )?(?<model>[A-Z][A-Za-z0-9 ]{2,30})"),
            new Maker("AKCP", DeviceKind.ENVIRONMENT).text(null,
                    "^(?<model>(?:[sS]ensorProbe|[sS]ecurityProbe|EthernetProbe|SP2\\+|SPX\\+?)[0-9]{0,2}[A-Z+]{0,3}(?: [0-9][A-Z]{2,3})?)(?: SP[0-9]{4})?(?: (?:SEC-)?(?<version>[0-9]\\.[0-9.]{2,12}))?"),
            new Maker("AVTECH", DeviceKind.ENVIRONMENT).text(null,
                    "^(?:AVTECH )?(?<model>(?:Room ?Alert|TemPageR) [0-9A-Z]{2,5})(?: v(?<version>[^ ,;]{1,40}))?"),
            new Maker("HW group", DeviceKind.ENVIRONMENT).text(null,
                    "^(?:HWg-)?(?<model>(?:STE|WLD|Poseidon|Perseus|Damocles|Ares)[0-9]{0,2}(?: r[0-9]| Energy [0-9]{2,4}| [0-9]{4})?)(?:, fw:| SNMP Supervisor v| )?(?<version>[0-9]\\.[0-9][^ ]{0,15})?"),
            new Maker("NTI", DeviceKind.ENVIRONMENT).text(null, "^(?<model>ENVIROMUX-[^ ]{2,15}|E-(?:MICRO|[0-9]{1,2}D))"),
            new Maker("Stulz", DeviceKind.ENVIRONMENT).text(null, "^Stulz GmbH Klimatechnik (?<model>.{3,30})"),
            new Maker("CAREL", DeviceKind.ENVIRONMENT).text(null, "^CAREL (?<model>[^ ]{3,20})"),
            new Maker("Meinberg", DeviceKind.TIMING).text("LTOS",
                    "Meinberg (?<model>LANTIME[^V]{0,20}?) ?V(?<version>[^ ,;]{1,40})"),
            new Maker("EndRun", DeviceKind.TIMING).text(null, "^(?:EndRun|Tempus|Sonoma)"),
            new Maker("Axis", DeviceKind.MEDIA).text(null,
                    "^ {0,3};? ?(?<model>AXIS [^;]{2,30}); [^;]{3,60}; (?<version>[0-9][0-9.]{2,15});"),
            new Maker("Axis", DeviceKind.NETWORK).text(null, "^(?<model>AXIS [^ ]{2,12}) "));

    private PowerRules() {
    }
}
