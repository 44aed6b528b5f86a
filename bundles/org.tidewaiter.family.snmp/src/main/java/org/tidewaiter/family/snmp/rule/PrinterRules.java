package org.tidewaiter.family.snmp.rule;

import java.util.List;

import org.tidewaiter.family.snmp.rule.Rule.Maker;

/** Printers. RFC 3805 is read elsewhere; here it is only what the print server calls itself. */
final class PrinterRules {

    static final List<Rule> ALL = List.of(
            new Maker("Brother", DeviceKind.PRINTER).text(null,
                    "^Brother (?<model>[^,]{3,30}), Firmware Ver\\.(?<version>[^ ,(]{1,12})"),
            new Maker("Canon", DeviceKind.PRINTER).text(null, "^Canon (?<model>.{2,60}?)(?: /P)?$"),
            new Maker("Dell", DeviceKind.PRINTER).text(null,
                    "^(?<model>Dell [^ ,;]{2,20}(?: [A-Z0-9][^ ,;]{2,12})?) version (?<version>[^ ]{2,30}) kernel"),
            new Maker("Dell", DeviceKind.PRINTER).text(null,
                    "^(?<model>Dell (?:Color |MFP |Color MFP )?(?:Laser|Color)[^;,]{0,30})(?:;.{0,20}Controller (?<version>[^ ,;]{1,20}))?"),
            new Maker("Epson", DeviceKind.PRINTER).text(null, "^EPSON (?<model>[^,;]{2,40})"),
            new Maker("Epson", DeviceKind.PRINTER).text(null, "^EPSON"),
            new Maker("Konica Minolta", DeviceKind.PRINTER).text(null, "(?i)^(?:KONICA MINOLTA )(?<model>[^,;]{3,40})"),
            new Maker("Develop", DeviceKind.PRINTER).text(null, "^Develop (?<model>ineo[^,;]{0,20})"),
            new Maker("Kyocera", DeviceKind.PRINTER).text(null,
                    "(?i)^KYOCERA (?:Document Solutions |MITA )?(?:Print(?:ing|er|) (?:I/F|System).{0,5}|(?<model>[A-Z][^,;]{2,40}))"),
            new Maker("Kyocera", DeviceKind.PRINTER).text(null,
                    "^(?<model>(?:ECOSYS|TASKalfa|FS)[ -][A-Z]{0,2}[0-9]{3,4}[^ ,;]{0,10})"),
            new Maker("Lexmark", DeviceKind.PRINTER).text(null,
                    "^Lexmark (?<model>[^ ]{2,20}(?: [A-Za-z0-9]{2,12})?) version (?<version>[^ ]{2,30}) kernel"),
            new Maker("Lexmark", DeviceKind.PRINTER).text(null, "^Lexmark (?<model>[^,;]{2,40})"),
            new Maker("OKI", DeviceKind.PRINTER).text(null,
                    "^OKI .{0,80}Attached to (?<model>[^ ]{2,20}) Rev\\.(?<version>[^ ]{1,12})"),
            new Maker("OKI", DeviceKind.PRINTER).text(null, "^OKI (?<model>[^,;]{2,40})"),
            new Maker("Ricoh", DeviceKind.PRINTER).text(null,
                    "^(?:RICOH|LANIER|SAVIN|Gestetner|NRG|infotec|nashuatec|REX-ROTARY) (?<model>.{2,50}?) (?<version>[0-9]{1,2}(?:\\.[0-9]{1,2}){1,3}) / "),
            new Maker("Samsung", DeviceKind.PRINTER).text(null,
                    "^Samsung (?<model>[^;,]{1,40})(?:;V?(?<version>[0-9][^ ;]{3,20}))?"),
            new Maker("Sharp", DeviceKind.PRINTER).text(null, "^(?<model>SHARP [A-Z]{2}-[A-Z]{0,3}[0-9]{3,4}[A-Z]{0,3})"),
            new Maker("Toshiba", DeviceKind.PRINTER).text(null,
                    "(?i)^TOSHIBA (?<model>e-STUDIO ?[^ ,;]{2,15}|TEC [^,;]{2,30}|[A-Z0-9][^,;]{2,30})"),
            new Maker("Fujifilm", DeviceKind.PRINTER).text(null,
                    "^(?:FUJIFILM|FUJI XEROX) (?<model>[^;,]{3,40})(?:;.{0,30}?ESS ?(?<version>[0-9.]{5,15}))?"),
            new Maker("Xerox", DeviceKind.PRINTER).text(null,
                    "(?i)^Xerox (?<model>[^;,]{3,60})(?:[;,].{0,40}?(?:System(?: Software)?|SS|ESS|Net Controller) ?(?<version>[0-9][0-9.]{3,20}))?"),
            new Maker("Zebra", DeviceKind.PRINTER).text(null, "^(?<model>Zebra(?:Net)? .{3,40})"),
            new Maker("TSC", DeviceKind.PRINTER).text(null,
                    "^(?<model>T[A-Z]{2}[0-9-]{2,4}[A-Z]{0,3}) Version: (?<version>[^ ,;]{1,40})"));

    private PrinterRules() {
    }
}
