package org.tidewaiter.family.scan.step;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.probe.NtlmTarget;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.scan.ScanItems.DirectoryServer;
import org.tidewaiter.family.scan.ScanItems.NtlmIdentity;
import org.tidewaiter.family.scan.ScanItems.RemoteDesktop;
import org.tidewaiter.family.scan.ScanItems.RpcServer;
import org.tidewaiter.family.scan.ScanItems.Smb1Server;
import org.tidewaiter.family.scan.ScanItems.SmbServer;
import org.tidewaiter.family.scan.ScanItems.WsmanServer;

/** What is said by Windows' own protocols, whoever speaks them. */
final class MicrosoftSteps {
    static final List<SeenStep> ALL = List.of( //
            new SeenStep("smb-servers", Set.of(Observation.SmbServer.class), Set.of(SmbServer.class), MicrosoftSteps::smb), //
            new SeenStep("smb-one-servers", Set.of(Observation.Smb1Server.class), Set.of(Smb1Server.class),
                    MicrosoftSteps::smb1), //
            new SeenStep("rpc-servers", Set.of(Observation.RpcServer.class), Set.of(RpcServer.class), MicrosoftSteps::rpc), //
            new SeenStep("remote-desktops", Set.of(Observation.RdpServer.class), Set.of(RemoteDesktop.class),
                    MicrosoftSteps::rdp), //
            new SeenStep("directory-servers", Set.of(Observation.LdapServer.class), Set.of(DirectoryServer.class),
                    MicrosoftSteps::ldap), //
            new SeenStep("wsman-servers", Set.of(Observation.WsmanServer.class), Set.of(WsmanServer.class),
                    MicrosoftSteps::wsman), //
            new SeenStep("ntlm-targets",
                    Set.of(Observation.SmbServer.class, Observation.Smb1Server.class, Observation.RpcServer.class,
                            Observation.RdpServer.class, Observation.WsmanServer.class),
                    Set.of(NtlmIdentity.class), MicrosoftSteps::ntlm));

    private MicrosoftSteps() {
    }

    private static void smb(Observation seen, FactSink sink) {
        if (seen instanceof Observation.SmbServer s) {
            sink.fact(new SmbServer(s.port(), s.dialect(), s.signing(), s.signingRequired(), s.guid(), s.time(), s.started(),
                    s.capabilities(), s.maxTransactBytes(), s.maxReadBytes(), s.maxWriteBytes(), s.mechanisms()), s.evidence());
        }
    }

    private static void smb1(Observation seen, FactSink sink) {
        if (seen instanceof Observation.Smb1Server s) {
            sink.fact(new Smb1Server(s.port(), s.accepted(), s.accepted() ? s.signing() : null,
                    s.accepted() ? s.signingRequired() : null, s.system(), s.lanManager(), s.time()), s.evidence());
        }
    }

    private static void rpc(Observation seen, FactSink sink) {
        if (seen instanceof Observation.RpcServer rpc) {
            sink.fact(new RpcServer(rpc.port(), rpc.interfaces(), rpc.refusal(), rpc.addresses()), rpc.evidence());
        }
    }

    private static void rdp(Observation seen, FactSink sink) {
        if (seen instanceof Observation.RdpServer rdp) {
            sink.fact(new RemoteDesktop(rdp.port(), rdp.protocols(), rdp.failures()), rdp.evidence());
        }
    }

    private static void ldap(Observation seen, FactSink sink) {
        if (seen instanceof Observation.LdapServer ldap) {
            sink.fact(new DirectoryServer(ldap.port(), ldap.namingContext(), ldap.dnsName(), ldap.serverName(),
                    level(ldap.domainLevel()), level(ldap.forestLevel()), level(ldap.controllerLevel()), ldap.time(),
                    ldap.mechanisms(), ldap.vendor(), ldap.vendorVersion(), ldap.globalCatalog(), ldap.activeDirectory()),
                    ldap.evidence());
        }
    }

    private static @Nullable Long level(@Nullable Integer level) {
        return level == null ? null : Long.valueOf(level);
    }

    private static void wsman(Observation seen, FactSink sink) {
        if (seen instanceof Observation.WsmanServer wsman) {
            sink.fact(new WsmanServer(wsman.port(), wsman.secure(), wsman.vendor(), wsman.version(), wsman.schemes()),
                    wsman.evidence());
        }
    }

    private static void ntlm(Observation seen, FactSink sink) {
        switch (seen) {
            case Observation.SmbServer s -> ntlm(s.port(), "smb", s.ntlm(), s.evidence(), sink);
            case Observation.Smb1Server s -> ntlm(s.port(), "smb1", s.ntlm(), s.evidence(), sink);
            case Observation.RpcServer s -> ntlm(s.port(), "rpc", s.ntlm(), s.evidence(), sink);
            case Observation.RdpServer s -> ntlm(s.port(), "rdp", s.ntlm(), s.evidence(), sink);
            case Observation.WsmanServer s -> ntlm(s.port(), "wsman", s.ntlm(), s.evidence(), sink);
            default -> throw new IllegalArgumentException("no NTLM in " + seen);
        }
    }

    private static void ntlm(int port, String service, @Nullable NtlmTarget target, Evidence evidence, FactSink sink) {
        if (target != null) {
            sink.fact(new NtlmIdentity(port, service, target.computer(), target.domain(), target.dnsName(), target.dnsDomain(),
                    target.dnsForest(), target.version(), target.time()), evidence);
        } else {
            sink.gap(NtlmIdentity.class, GapReason.NOT_PRESENT, "no NTLM challenge by " + service + " on port " + port, evidence);
        }
    }
}
