package org.tidewaiter.family.printer;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;

/** Printers. */
@Component(service = DeviceFamily.class)
public final class PrinterFamily implements DeviceFamily {

    static final String ID = "printer";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "Printers";
    }

    @Override
    public List<PortRule> portRules() {
        return PrinterPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.TcpConnect(631), new Probe.TcpConnect(9100));
    }

    @Override
    public Recognizer recognizer() {
        return new PrinterRecognizer();
    }
}
