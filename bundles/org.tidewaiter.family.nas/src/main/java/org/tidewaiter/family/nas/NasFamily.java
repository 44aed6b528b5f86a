package org.tidewaiter.family.nas;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;

/** Network storage devices. */
@Component(service = DeviceFamily.class)
public final class NasFamily implements DeviceFamily {

    static final String ID = "nas";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "Network storage";
    }

    @Override
    public List<PortRule> portRules() {
        return NasPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.TcpConnect(111), new Probe.TcpConnect(445), new Probe.TcpConnect(548),
                new Probe.TcpConnect(2049), new Probe.TcpConnect(5000), new Probe.SmbNegotiate(445),
                new Probe.Smb1Negotiate(445));
    }

    @Override
    public Recognizer recognizer() {
        return new NasRecognizer();
    }
}
