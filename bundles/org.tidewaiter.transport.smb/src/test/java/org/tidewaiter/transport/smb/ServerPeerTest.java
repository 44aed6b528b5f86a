package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.session.RpcRead.Subject;
import org.tidewaiter.transport.smb.rpc.Inquiries;

/** What Samba has not, against a simulated computer: processes of services, long lists, users, and rights that some have. */
@Timeout(60)
class ServerPeerTest {
    private static final String DESCRIPTOR = "010004800000000000000000000000001400000002001c000100000000001400ff011f00010100000000000100000000";

    @TempDir
    private Path folder;

    private List<String> ask(String state, Subject subject) throws Exception {
        return rows(state, subject).stream().map(Object::toString).toList();
    }

    private List<SequencedMap<String, Object>> rows(String state, Subject subject) throws Exception {
        try (var peer = Peer.start(folder, state)) {
            var rows = Inquiries.ask(subject, peer).rows();
            assertEquals("", peer.read("err"));
            return rows;
        }
    }

    @Test
    void servicesWithTheirProcessesAndWithoutTheirArguments() throws Exception {
        assertEquals(List.of(
                "{lpServiceName=Spooler, lpDisplayName=Druckwarteschlange, dwServiceType=272, dwCurrentState=4, dwProcessId=1812,"
                        + " dwStartType=2, lpBinaryPathName=C:\\Windows\\System32\\spoolsv.exe, lpServiceStartName=LocalSystem}",
                "{lpServiceName=Agent, lpDisplayName=Agent, dwServiceType=16, dwCurrentState=1, dwProcessId=0, dwStartType=3,"
                        + " lpBinaryPathName=\"C:\\Program Files\\Agent\\agent.exe\", lpServiceStartName=.\\svc}",
                "{lpServiceName=Guarded, lpDisplayName=Guarded, dwServiceType=32, dwCurrentState=4, dwProcessId=0}"), ask("""
                        {"services": {
                          "Spooler": {"start": 2, "state": 4, "type": 272, "display": "Druckwarteschlange", "pid": 1812, "account": "LocalSystem",
                                      "path": "C:\\\\Windows\\\\System32\\\\spoolsv.exe"},
                          "Disk": {"start": 0, "state": 4, "type": 1},
                          "Agent": {"start": 3, "state": 1, "type": 16, "account": ".\\\\svc",
                                    "path": "\\"C:\\\\Program Files\\\\Agent\\\\agent.exe\\" /password canary"},
                          "Guarded": {"start": 2, "state": 4}},
                         "hidden": ["Guarded"]}""", Subject.SERVICES));
    }

    /** Some 100 kB, of which the first buffer holds 64. */
    @Test
    void servicesThatDoNotFitIntoOneBuffer() throws Exception {
        var services = IntStream.range(0, 900).mapToObj(
                i -> "\"Service%d\": {\"start\": 2, \"state\": 4, \"pid\": %d, \"display\": \"The service of number %d\"}"
                        .formatted(i, i, i));
        var rows = rows("{\"services\": {" + services.collect(Collectors.joining(",")) + "}}", Subject.SERVICES);
        assertEquals(900, rows.size());
        for (var i = 0; i < 900; i++) {
            assertEquals("Service" + i, rows.get(i).get("lpServiceName"));
            assertEquals("The service of number " + i, rows.get(i).get("lpDisplayName"));
            assertEquals((long) i, rows.get(i).get("dwProcessId"));
            assertEquals(2L, rows.get(i).get("dwStartType"));
        }
    }

    private static String shares(String more) {
        return """
                {"shares": [["ADMIN$", 2147483648, "Remoteverwaltung", "C:\\\\Windows", ""], ["IPC$", 2147483651, "", "", ""],
                            ["Ablage Süd", 0, "", "D:\\\\Ablage", "%s"]]%s}""".formatted(DESCRIPTOR, more);
    }

    @Test
    void sharesPageByPage() throws Exception {
        var told = List.of(
                "{shi502_netname=ADMIN$, shi502_type=2147483648, shi502_remark=Remoteverwaltung, shi502_max_uses=4294967295,"
                        + " shi502_current_uses=3, shi502_path=C:\\Windows}",
                "{shi502_netname=IPC$, shi502_type=2147483651, shi502_remark=, shi502_max_uses=4294967295, shi502_current_uses=3, shi502_path=}",
                "{shi502_netname=Ablage Süd, shi502_type=0, shi502_remark=, shi502_max_uses=4294967295, shi502_current_uses=3,"
                        + " shi502_path=D:\\Ablage, shi502_security_descriptor=" + DESCRIPTOR + "}");
        assertEquals(told, ask(shares(""), Subject.SHARES));
        assertEquals(told, ask(shares(", \"page\": 1"), Subject.SHARES));
    }

    @Test
    void sharesAsFarAsTheLoginMayKnow() throws Exception {
        assertEquals(
                "{shi502_netname=Ablage Süd, shi502_type=0, shi502_remark=, shi502_max_uses=4294967295, shi502_current_uses=3,"
                        + " shi502_path=D:\\Ablage}",
                ask(shares(", \"level\": 2"), Subject.SHARES).getLast());
        assertEquals("{shi502_netname=ADMIN$, shi502_type=2147483648, shi502_remark=Remoteverwaltung}",
                ask(shares(", \"level\": 1"), Subject.SHARES).getFirst());
    }

    /** More than 2,000. */
    @Test
    void aListHasAnEnd() throws Exception {
        var shares = IntStream.range(0, 2_100).mapToObj("[\"s%d\", 0, \"\", \"\", \"\"]"::formatted);
        var rows = rows("{\"page\": 900, \"shares\": [" + shares.collect(Collectors.joining(",")) + "]}", Subject.SHARES);
        assertEquals(2_000, rows.size());
        assertEquals("s1999", rows.getLast().get("shi502_netname"));
    }

    @Test
    void whoIsConnectedAndWhoIsLoggedOn() throws Exception {
        var state = """
                {"sessions": [["10.77.0.2", "anna", 3600, 12], ["[fd77::2]", "", 1, 0]], "page": 1,
                 "users": [["WIN6$", "WORKGROUP", ""], ["anna", "WIN6", "WIN6"]]}""";
        assertEquals(List.of("{sesi10_cname=10.77.0.2, sesi10_username=anna, sesi10_time=3600, sesi10_idle_time=12}",
                "{sesi10_cname=[fd77::2], sesi10_username=, sesi10_time=1, sesi10_idle_time=0}"), ask(state, Subject.SESSIONS));
        assertEquals(List.of("{wkui1_username=WIN6$, wkui1_logon_domain=WORKGROUP, wkui1_logon_server=}",
                "{wkui1_username=anna, wkui1_logon_domain=WIN6, wkui1_logon_server=WIN6}"), ask(state, Subject.LOGGED_ON));
        assertEquals(List.of(), ask("{}", Subject.LOGGED_ON));
    }

    @Test
    void theNamesOfTheComputer() throws Exception {
        assertEquals(List.of(
                "{wki100_computername=WIN6, wki100_langroup=WORKGROUP, wki100_ver_major=10, wki100_ver_minor=0, sv101_type=36867,"
                        + " sv101_comment=a simulated server}"),
                ask("{}", Subject.WORKSTATION));
    }
}
