package org.tidewaiter.family.snmp;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tidewaiter.api.knowledge.Enterprises;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;
import org.tidewaiter.family.snmp.check.CommunityCheck;
import org.tidewaiter.family.snmp.rule.Rules;

/** Devices that answer SNMP. */
@Component(service = DeviceFamily.class)
public final class SnmpFamily implements DeviceFamily {

    static final String ID = "snmp";

    private final SnmpRecognizer recognizer;
    private final SnmpAuditor auditor;

    /** With the registries that name makers. */
    @Activate
    public SnmpFamily(@Reference Enterprises enterprises, @Reference HardwareVendors vendors) {
        var rules = new Rules(enterprises);
        recognizer = new SnmpRecognizer(rules, enterprises, vendors);
        auditor = new SnmpAuditor(rules);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "SNMP devices";
    }

    @Override
    public List<PortRule> portRules() {
        return SnmpPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.SnmpEngine(), new Probe.SnmpSystem(), new Probe.TcpConnect(161));
    }

    @Override
    public Recognizer recognizer() {
        return recognizer;
    }

    @Override
    public Auditor auditor() {
        return auditor;
    }

    @Override
    public List<Check> checks() {
        return List.of(new CommunityCheck());
    }
}
