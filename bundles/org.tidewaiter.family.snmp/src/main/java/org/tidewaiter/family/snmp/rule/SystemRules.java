package org.tidewaiter.family.snmp.rule;

import java.util.List;

import org.tidewaiter.family.snmp.rule.Rule.Maker;

/** Operating systems of general-purpose machines, and appliances made of them. The first that fits counts, so appliances come first. */
final class SystemRules {

    private static final Maker MICROSOFT = new Maker("Microsoft", DeviceKind.SERVER);
    private static final Maker VMWARE = new Maker("VMware", DeviceKind.SERVER);
    private static final Maker PFSENSE = new Maker("Netgate", DeviceKind.FIREWALL);
    private static final Maker OPNSENSE = new Maker("Deciso", DeviceKind.FIREWALL);

    /** Looked at after every maker's own: Linux is what most of them are made of. */
    static final List<Rule> ALL = List.of(
            MICROSOFT.text("Windows",
                    "^Hardware: (?<model>.{1,100}?) - Software: Windows (?:2000 |NT )?Version (?<version>[0-9.]{1,10}) {0,2}\\(Build (?:Number: )?(?<release>[0-9]{3,6})"),
            MICROSOFT.below("Windows", "311.1.1.3.1"),
            VMWARE.text("ESXi", "^VMware ESXi (?<version>[0-9][0-9.]{0,10})"),
            VMWARE.text("ESX", "^VMware ESX (?:Server )?(?<version>[0-9][0-9.]{0,10})"),
            VMWARE.text("vCenter Server",
                    "^VMware (?:vCenter Server Appliance|VirtualCenter|vCenter) ?(?<version>[0-9][0-9.]{0,10})?"),
            VMWARE.of(DeviceKind.APPLIANCE).text("VeloCloud", "^VeloCloud (?<model>EDGE[ A-Z0-9]{1,12})"),
            VMWARE.of(DeviceKind.NETWORK).text(null,
                    "^VMware (?<model>[A-Z][A-Za-z -]{2,30}?)(?: (?<version>[0-9][0-9.]{0,12}))?$"),
            VMWARE.below(null, "6876"),
            PFSENSE.text("pfSense", "(?i)^(?:Netgate )?pfSense (?:Plus|[^ ]{1,60}) (?<version>[0-9][^ ]{1,40}) "),
            PFSENSE.text("pfSense", "(?i)^(?:Netgate )?pfSense (?<version>[0-9][^ ]{1,40})?"),
            OPNSENSE.text("OPNsense", "^OPNsense [^ ]{1,60} (?<version>[0-9][^ ]{1,40})"),
            OPNSENSE.text("OPNsense", "(?i)FreeBSD [^ ]{1,60} [^ ]{1,40}-HBSD .{0,60}stable/(?<version>[0-9]{2}\\.[0-9]{1,2})"),
            new Maker("m0n0wall", DeviceKind.FIREWALL).text("m0n0wall", "^m0n0wall .{0,60}?(?<version>[0-9]\\.[0-9.a-z]{1,10})"),
            new Maker("VyOS", DeviceKind.NETWORK).text("VyOS", "^(?:Vyatta )?VyOS (?<version>[^ ]{1,40})"),
            new Maker("Vyatta", DeviceKind.NETWORK).text("Vyatta", "^(?:Brocade )?Vyatta (?<version>[^ ]{1,40})"),
            new Maker("Nutanix", DeviceKind.SERVER).text("AOS",
                    "^Linux [^ ]{1,100} (?<version>[^ ]{1,40}\\.nutanix\\.[^ ]{1,60})"),
            new Maker("Oracle", DeviceKind.SERVER).text("Solaris",
                    "^SunOS [^ ]{1,60} (?<version>5\\.[0-9.]{1,8})(?: (?<release>[^ ]{1,40}))?"),
            new Maker("Oracle", DeviceKind.SERVER).text("Solaris", "^Sun SNMP Agent, (?<model>[^ ,]{1,40})"),
            new Maker("Oracle", DeviceKind.APPLIANCE).text("ILOM", "^(?<model>[^,]{1,60}), ILOM v(?<version>[0-9][^ ,]{1,20})"),
            new Maker("Oracle", DeviceKind.APPLIANCE).below("ILOM", "42.2.200"),
            new Maker("IBM", DeviceKind.SERVER).text("AIX",
                    "^IBM (?<model>.{1,60}?) .{0,200}AIX version: (?<version>[0-9.]{1,20})"),
            new Maker("IBM", DeviceKind.SERVER).text("IBM i", "^IBM OS/400 V(?<version>[0-9A-Z]{3,8})"),
            new Maker("HPE", DeviceKind.SERVER).text("HP-UX", "^HP-UX [^ ]{1,60} (?<version>[^ ]{1,20})"),
            new Maker("Apple", DeviceKind.SERVER).text("macOS", "^Darwin [^ ]{1,100} (?<version>[0-9.]{1,12}) Darwin"),
            new Maker("VSI", DeviceKind.SERVER).text("OpenVMS",
                    "(?<model>AlphaServer [^ ]{1,12}|HP rx[^ ]{1,12}|hp [^ ]{1,12}).{0,40}OpenVMS V(?<version>[^ ]{1,12})"),
            new Maker("OpenBSD", DeviceKind.SERVER).text("OpenBSD", "^OpenBSD [^ ]{1,100} (?<version>[0-9.]{1,6})"),
            new Maker("OpenBSD", DeviceKind.SERVER).below("OpenBSD", "30155.23.1"),
            new Maker("NetBSD", DeviceKind.SERVER).text("NetBSD", "^NetBSD [^ ]{1,100} (?<version>[0-9.]{1,10})"),
            new Maker("FreeBSD", DeviceKind.SERVER).text("FreeBSD", "^FreeBSD [^ ]{1,100} (?<version>[0-9][^ ]{1,40}) FreeBSD"),
            new Maker("FreeBSD", DeviceKind.SERVER).text("FreeBSD", "^[^ ]{1,100} (?<version>[0-9]{9,10}) FreeBSD [0-9]"),
            // parts of a maker's tree that tell what stands there
            new Maker("Dell", DeviceKind.MANAGEMENT).below("iDRAC", "674.10892.5", "674.10892.2"),
            new Maker("Dell", DeviceKind.STORAGE).below(null, "674.10893"),
            new Maker("Dell", DeviceKind.NETWORK).below(null, "674.10895", "674.11000"),
            new Maker("Dell", DeviceKind.PRINTER).below(null, "674.10898"),
            new Maker("Dell", DeviceKind.POWER).below(null, "674.10902", "674.10903"),
            new Maker("Lenovo", DeviceKind.MANAGEMENT).below("XCC", "19046.11"),
            new Maker("Lenovo", DeviceKind.NETWORK).below(null, "19046.1.7"),
            new Maker("IBM", DeviceKind.MANAGEMENT).below("IMM", "2.3.51.3"),
            new Maker("Huawei", DeviceKind.MANAGEMENT).below("iBMC", "2011.2.235"),
            new Maker("Huawei", DeviceKind.STORAGE).both(null, "2011.2", "^ISM SNMP Agent"),
            new Maker("Huawei", DeviceKind.POWER).below(null, "2011.6"),
            new Maker("Moxa", DeviceKind.WIRELESS).below(null, "8691.15"),
            new Maker("Aten", DeviceKind.MANAGEMENT).both(null, "21317", "^Linux "),
            new Maker("Ubiquiti", DeviceKind.WIRELESS).below(null, "41112.1.4", "41112.1.6"),
            new Maker("Ubiquiti", DeviceKind.NETWORK).below("EdgeOS", "41112.1.5"));

    private SystemRules() {
    }
}
