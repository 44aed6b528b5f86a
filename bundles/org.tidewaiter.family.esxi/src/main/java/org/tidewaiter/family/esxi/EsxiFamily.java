package org.tidewaiter.family.esxi;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;

/** VMware ESXi hosts. */
@Component(service = DeviceFamily.class)
public final class EsxiFamily implements DeviceFamily {

    static final String ID = "esxi";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "VMware ESXi";
    }

    @Override
    public List<PortRule> portRules() {
        return EsxiPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.TcpConnect(443), new Probe.Banner(902));
    }

    @Override
    public Recognizer recognizer() {
        return new EsxiRecognizer();
    }
}
