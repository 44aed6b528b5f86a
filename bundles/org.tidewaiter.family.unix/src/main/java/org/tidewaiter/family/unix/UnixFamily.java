package org.tidewaiter.family.unix;

import java.util.List;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.api.spi.Auditor;
import org.tidewaiter.api.spi.Check;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.api.spi.Recognizer;
import org.tidewaiter.family.unix.check.CleartextServiceCheck;
import org.tidewaiter.family.unix.check.EmptyPasswordCheck;
import org.tidewaiter.family.unix.check.PasswordHashCheck;
import org.tidewaiter.family.unix.check.RestartCheck;
import org.tidewaiter.family.unix.check.SuperuserCheck;

/** Linux and macOS, read through a POSIX shell: this machine's, or one over SSH. */
@Component(service = DeviceFamily.class)
public final class UnixFamily implements DeviceFamily {

    static final String ID = "unix";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String label() {
        return "Linux and macOS";
    }

    @Override
    public List<PortRule> portRules() {
        return UnixPorts.RULES;
    }

    @Override
    public List<Probe> probes() {
        return List.of(new Probe.Banner(22), new Probe.SshKeyExchange(22), new Probe.SmbNegotiate(445),
                new Probe.Smb1Negotiate(445), new Probe.RpcEndpointMap(135), new Probe.LdapRootDse(389));
    }

    @Override
    public Recognizer recognizer() {
        return new UnixRecognizer();
    }

    @Override
    public Auditor auditor() {
        return new UnixAuditor();
    }

    @Override
    public List<Check> checks() {
        return List.of(new EmptyPasswordCheck(), new SuperuserCheck(), new PasswordHashCheck(), new CleartextServiceCheck(),
                new RestartCheck());
    }
}
