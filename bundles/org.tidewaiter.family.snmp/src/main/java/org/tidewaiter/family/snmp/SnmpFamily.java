package org.tidewaiter.family.snmp;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.spi.DeviceFamily;

/** Devices that answer SNMP. */
@Component(service = DeviceFamily.class)
public final class SnmpFamily implements DeviceFamily {

    static final String ID = "snmp";

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
}
