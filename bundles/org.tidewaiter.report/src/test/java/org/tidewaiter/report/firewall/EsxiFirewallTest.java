package org.tidewaiter.report.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.model.Protocol;

/**
 * The logic of the scripts for ESXi, against a stand-in that keeps rule sets in a folder and answers in the columns of {@code esxcli}. It is no
 * ESXi, so the scripts stay unverified.
 */
class EsxiFirewallTest {

    private static final String STAND_IN = """
            #!/bin/sh
            # A rule set is a file: its state in the first line, whom it lets in in the second.
            what=$3.$4
            [ "$4" != allowedip ] || what=$what.$5
            for word in "$@"; do
              case $before in
                -r) set=$word ;;
                -e) enable=$word ;;
                --allowed-all) all=$word ;;
                -i) address=$word ;;
              esac
              before=$word
            done
            file=$SETS/$set
            [ -f "$file" ] || { echo 'Invalid ruleset id' >&2; exit 1; }
            state=$(sed -n 1p "$file") allowed=$(sed -n 2p "$file")
            case $what in
              ruleset.list) printf '%s\\n' 'Name       Enabled' '---------  -------' "$set  $state" ;;
              ruleset.set) state=${enable:-$state}
                case $all in true) allowed=All ;; false) allowed= ;; esac ;;
              ruleset.allowedip.list) printf '%s\\n' 'Ruleset    Allowed IP Addresses' '---------  --------------------' "$set  $allowed" ;;
              ruleset.allowedip.add) [ "$allowed" != All ] || { echo 'all are allowed' >&2; exit 1; }
                allowed=${allowed:+$allowed, }$address ;;
              ruleset.allowedip.remove) allowed=$(echo "$allowed" | tr -d ' ' | tr ',' '\\n' | grep -vxF "$address" | paste -sd, | sed 's/,/, /g') ;;
              *) echo "unknown: $*" >&2; exit 1 ;;
            esac
            printf '%s\\n' "$state" "$allowed" >"$file"
            """;

    private final Path folder;

    EsxiFirewallTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        var program = Files.writeString(folder.resolve("esxcli"), STAND_IN);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(folder.resolve("sets"));
        set("sshServer", "false", "All");
        set("vSphereClient", "true", "All");
        set("snmp", "true", "192.0.2.99, 192.0.2.98");
        set("webAccess", "false", "192.0.2.99");
    }

    private void set(String name, String state, String allowed) throws Exception {
        Files.writeString(folder.resolve("sets/" + name), state + "\n" + allowed + "\n");
    }

    private List<String> sets() throws Exception {
        try (var files = Files.list(folder.resolve("sets"))) {
            return files.sorted().map(f -> f.getFileName() + " " + read(f)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip().replace("\n", " ");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String run(FirewallRequest request, Turn turn) throws Exception {
        var file = Files.writeString(folder.resolve("esxi-" + turn.word() + ".sh"),
                CommandFolder.content(new EsxiFirewall(), request, turn));
        var builder = new ProcessBuilder("/bin/sh", file.toString()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("SETS", folder.resolve("sets").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void whatWasOffIsOnForTheAuditMachineAloneAndEverythingIsAgainAsItWas() throws Exception {
        var request = SampleRequest.of(SampleRequest.addresses("192.0.2.10", "2001:db8::10"),
                SampleRequest.opening(Protocol.TCP, 22, "SSH", "198.51.100.7", "2001:db8::7"),
                SampleRequest.opening(Protocol.TCP, 80, "HTTP", "198.51.100.7"),
                SampleRequest.opening(Protocol.TCP, 443, "HTTPS", "198.51.100.7"),
                SampleRequest.opening(Protocol.TCP, 902, "no such rule set here", "198.51.100.7"),
                SampleRequest.opening(Protocol.UDP, 161, "SNMP", "198.51.100.7"));
        var before = sets();
        var said = run(request, Turn.OPEN);
        assertEquals(List.of("snmp true 192.0.2.99, 192.0.2.98, 192.0.2.10", "sshServer true 192.0.2.10, 2001:db8::10",
                "vSphereClient true All", "webAccess true 192.0.2.99, 192.0.2.10"), sets());
        assertTrue(said.contains("vSphereClient is open to everyone already"), said);
        assertTrue(said.contains("webAccess is switched on, and lets in whom it named before: 192.0.2.99"), said);
        assertTrue(said.contains("NFC: there is no such rule set here"), said);
        run(request, Turn.OPEN);
        assertNotEquals(before, sets());
        run(request, Turn.CLOSE);
        assertEquals(before, sets());
    }
}
