package org.tidewaiter.family.scan;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tidewaiter.api.knowledge.HardwareVendors;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;

/** Whatever no other family knows. */
@Component(service = DeviceFamily.class)
public final class ScanFamily implements DeviceFamily {

    static final String ID = "scan";

    private final Recognizer recognizer;
    private final Auditor auditor;

    /** With the registry that names the makers of network cards. */
    @Activate
    public ScanFamily(@Reference HardwareVendors vendors) {
        recognizer = new ScanRecognizer(vendors);
        auditor = new ScanAuditor(vendors);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "Other devices";
    }

    @Override
    public boolean isFallback() {
        return true;
    }

    @Override
    public List<PortRule> portRules() {
        return ScanPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.IcmpEcho(), new Probe.Neighbor(), new Probe.TcpConnect(80), new Probe.TcpConnect(443),
                new Probe.NetbiosStatus(), new Probe.SnmpEngine(), new Probe.DnsName(), new Probe.MdnsQuery(),
                new Probe.HttpGet(80, false), new Probe.TlsHello(443), new Probe.HttpGet(443, true),
                new Probe.Banner(22), new Probe.SshKeyExchange(22), new Probe.SmbNegotiate(445), new Probe.Smb1Negotiate(445),
                new Probe.RpcEndpointMap(135), new Probe.RdpNegotiate(3389), new Probe.LdapRootDse(389),
                new Probe.WsmanIdentify(5985, false), new Probe.WsmanIdentify(5986, true));
    }

    @Override
    public Recognizer recognizer() {
        return recognizer;
    }

    @Override
    public Auditor auditor() {
        return auditor;
    }
}
