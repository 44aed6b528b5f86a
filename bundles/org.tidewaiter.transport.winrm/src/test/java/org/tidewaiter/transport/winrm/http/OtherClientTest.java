package org.tidewaiter.transport.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** Somebody else's client, pywinrm, drives the lab's service: it speaks as clients of Windows expect, not only as ours does. */
class OtherClientTest {

    private static final String SCRIPT = """
            import sys, warnings
            warnings.simplefilter('ignore')
            import winrm
            session = winrm.Session(sys.argv[1], auth=('LABDOM\\\\kerberos', 'kerberos pass'), transport='ntlm',
                                    message_encryption='always', server_cert_validation='ignore')
            reply = session.run_cmd('ipconfig', ['/all'])
            print(reply.status_code, b'Host Name' in reply.std_out, reply.std_err)
            reply = session.run_cmd('whoami')
            print(reply.status_code, reply.std_out)
            """;

    /** A client that may send unsealed is refused where AllowUnencrypted is false, whoever its user is. */
    private static final String UNSEALED = """
            import sys, warnings
            warnings.simplefilter('ignore')
            import winrm
            session = winrm.Session(sys.argv[1], auth=('LABDOM\\kerberos', 'kerberos pass'), transport='ntlm', message_encryption='never')
            try:
                print(session.run_cmd('whoami').std_out)
            except winrm.exceptions.WinRMTransportError as refused:
                print('HTTP', refused.code)
            """;

    @Test
    void pywinrmRunsCommandsSealedByNtlm() throws IOException, InterruptedException {
        drive(SCRIPT, "sealed", (text, responder) -> {
            assertEquals("0 True b''\n0 b'kerberos\\r\\n'\n", text);
            assertTrue(responder.notes("sealed").stream().anyMatch(n -> n.startsWith("unsealed signature 16")));
        });
    }

    @Test
    void aClientThatDoesNotSealIsRefusedUnlessTheServiceAllowsIt() throws IOException, InterruptedException {
        drive(UNSEALED, "sealed", (text, responder) -> {
            assertEquals("HTTP 500\n", text);
            var notes = responder.notes("sealed");
            assertTrue(notes.stream().anyMatch(n -> n.startsWith("accepted")), notes::toString);
        });
        drive(UNSEALED, "plain,plain", (text, _) -> assertEquals("b'kerberos\\r\\n'\n", text));
    }

    /** What must hold of the text that the client printed, and of what the service saw. */
    private interface Expectation {
        void hold(String text, Responder responder) throws IOException;
    }

    private static void drive(String program, String listener, Expectation expectation)
            throws IOException, InterruptedException {
        Responder.obstacle().ifPresent(why -> assumeTrue(false, why));
        assumeTrue(Files.exists(Path.of("/usr/lib/python3/dist-packages/winrm")), "needs python3-winrm");
        var folder = Files.createTempDirectory("tidewaiter-pywinrm");
        var script = Files.writeString(folder.resolve("client.py"), program);
        // NTLM needs MD4, which OpenSSL 3 has among its old algorithms.
        var legacy = Files.writeString(folder.resolve("openssl.cnf"),
                "openssl_conf = init\n[init]\nproviders = sect\n[sect]\ndefault = on\n"
                        + "legacy = on\n[on]\nactivate = 1\n");
        try (var responder = Responder.start(Map.of(), listener)) {
            expectation.hold(Responder.run(List.of("/usr/bin/python3", "-B", script.toString(),
                    "http://127.0.0.1:" + responder.port(listener.replaceAll(",.*", "")) + "/wsman"),
                    Map.of("OPENSSL_CONF", legacy.toString())), responder);
        } finally {
            Files.delete(script);
            Files.delete(legacy);
            Files.delete(folder);
        }
    }
}
