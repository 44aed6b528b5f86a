package org.tidewaiter.family.unix.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.ListeningPort;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.api.model.Facts.Row;
import org.tidewaiter.api.model.Finding;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.api.spi.Check;

/** Services on well-known ports of protocols that send passwords or files in clear, where others can reach them. */
public final class CleartextServiceCheck implements Check {

    private static final String ID = "unix-cleartext-service";

    /** A protocol, by its ports in IANA's registry. */
    private record Service(Protocol protocol, Set<Long> ports, Severity severity, String title, String remedy,
            List<String> references) {

        boolean isAt(ListeningPort port) {
            return port.protocol() == protocol && ports.contains(port.port());
        }
    }

    private static final List<Service> SERVICES = List.of(
            new Service(Protocol.TCP, Set.of(23L), Severity.HIGH, "Telnet is offered: passwords and sessions pass in clear",
                    "Switch the telnet server off, and use SSH", List.of("RFC 854", "RFC 4251")),
            new Service(Protocol.TCP, Set.of(512L, 513L, 514L), Severity.HIGH,
                    "rexec, rlogin or rsh is offered: passwords pass in clear, or an address alone is trusted",
                    "Switch the r-services off, and use SSH", List.of("RFC 1282", "RFC 4251")),
            new Service(Protocol.TCP, Set.of(21L), Severity.MEDIUM,
                    "FTP is offered: passwords pass in clear unless TLS is forced",
                    "Use SFTP instead, or force TLS on the control and data connections", List.of("RFC 2577", "RFC 4217")),
            new Service(Protocol.UDP, Set.of(69L), Severity.MEDIUM, "TFTP is offered: files without any login",
                    "Switch the TFTP server off where nothing boots from it; otherwise let only the boot network reach it",
                    List.of("RFC 1350, Security Considerations")));

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Services that send in clear";
    }

    @Override
    public Set<Class<? extends Item>> reads() {
        return Set.of(ListeningPort.class);
    }

    @Override
    public CheckResult judge(Facts facts) {
        var reachable = facts.of(ListeningPort.class).stream().filter(row -> isReachable(row.item())).toList();
        var findings = new ArrayList<Finding>();
        for (var service : SERVICES) {
            var rows = reachable.stream().filter(row -> service.isAt(row.item())).toList();
            if (!rows.isEmpty()) {
                findings.add(new Finding(ID, service.severity(), service.title(),
                        Named.list(rows.stream().map(row -> words(row.item())).toList()), service.remedy(), service.references(),
                        rows.stream().map(Row::statement).toList()));
            }
        }
        return CheckResult.ofRows(findings, facts, ListeningPort.class);
    }

    private static boolean isReachable(ListeningPort port) {
        return !port.address().isLoopback() && !"lo".equals(port.interfaceName());
    }

    private static String words(ListeningPort port) {
        return port.protocol() + " " + port.port() + " listens on " + port.address()
                + (port.process() == null ? "" : " (" + port.process() + ")");
    }
}
