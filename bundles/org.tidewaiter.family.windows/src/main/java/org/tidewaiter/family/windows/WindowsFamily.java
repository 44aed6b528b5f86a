package org.tidewaiter.family.windows;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Preparation;
import org.tidewaiter.api.spi.Recognizer;
import org.tidewaiter.family.windows.check.WindowsChecks;

/** Windows computers and servers. */
@Component(service = DeviceFamily.class)
public final class WindowsFamily implements DeviceFamily {

    static final String ID = "windows";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "Windows";
    }

    @Override
    public List<PortRule> portRules() {
        return WindowsPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.TcpConnect(135), new Probe.TcpConnect(139), new Probe.TcpConnect(445),
                new Probe.TcpConnect(5985), new Probe.TcpConnect(5986), new Probe.Banner(22), new Probe.SmbNegotiate(445),
                new Probe.Smb1Negotiate(445), new Probe.RpcEndpointMap(135), new Probe.RdpNegotiate(3389),
                new Probe.LdapRootDse(389), new Probe.WsmanIdentify(5985, false), new Probe.WsmanIdentify(5986, true));
    }

    @Override
    public List<Preparation> preparations() {
        return List.of(new EnableRemoting());
    }

    @Override
    public Recognizer recognizer() {
        return new WindowsRecognizer();
    }

    @Override
    public Auditor auditor() {
        return new WindowsAuditor();
    }

    @Override
    public List<Check> checks() {
        return WindowsChecks.all();
    }
}
