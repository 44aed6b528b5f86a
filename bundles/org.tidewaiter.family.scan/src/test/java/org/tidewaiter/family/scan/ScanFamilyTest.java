package org.tidewaiter.family.scan;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tidewaiter.engine.spi.Links;
import org.tidewaiter.knowledge.IeeeHardwareVendors;
import org.tidewaiter.replay.Recording;
import org.tidewaiter.replay.RecordingDirectory;
import org.tidewaiter.testkit.FamilyContract;
import org.tidewaiter.transport.net.HttpProber;
import org.tidewaiter.transport.net.NeighborProber;
import org.tidewaiter.transport.net.SharedNetwork;
import org.tidewaiter.transport.net.SshProber;
import org.tidewaiter.transport.net.TcpProber;
import org.tidewaiter.transport.net.TlsProber;
import org.tidewaiter.transport.net.UdpProber;
import org.tidewaiter.transport.net.windows.LdapProber;
import org.tidewaiter.transport.net.windows.RdpProber;
import org.tidewaiter.transport.net.windows.RpcProber;
import org.tidewaiter.transport.net.windows.SmbProber;
import org.tidewaiter.transport.net.windows.WsmanProber;

/** The family contract over recorded scans of the lab, decoded as a live one is. */
class ScanFamilyTest {

    @TestFactory
    Stream<DynamicTest> contract() throws IOException {
        var network = new SharedNetwork();
        var decoders = List.of(new TcpProber(network), new UdpProber(network), new TlsProber(), new HttpProber(), new SshProber(),
                new NeighborProber(Links.NONE), new SmbProber(), new RpcProber(), new RdpProber(), new LdapProber(),
                new WsmanProber());
        var recordings = new TreeMap<String, Recording>();
        for (var name : List.of("lab-names-web-ssh-snmp", "lab-samba-and-synthetic-windows")) {
            recordings.put(name, RecordingDirectory.read(Path.of("src/test/recordings", name)));
        }
        return new FamilyContract(new ScanFamily(new IeeeHardwareVendors()), recordings, Path.of("README.md"), decoders)
                .rules().stream().map(r -> dynamicTest(r.name(), r.check()::run));
    }
}
