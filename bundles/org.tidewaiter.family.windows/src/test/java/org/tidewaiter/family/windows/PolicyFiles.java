package org.tidewaiter.family.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import org.tidewaiter.testkit.lab.Lab;

/** Puts the files of {@code src/test/sysvol} into the default domain policy of the lab's controller. */
final class PolicyFiles {

    static final String ID = "31b2f340-016d-11d2-945f-00c04fb984f9";
    /** What must be nowhere in the evidence. */
    static final List<String> SECRETS = List.of("Q2FuYXJ5", "plain-canary");
    private static final Path FILES = Path.of("src/test/sysvol");
    private static final String POLICY = "/var/lib/samba/sysvol/ad.lab.test/Policies/{31B2F340-016D-11D2-945F-00C04FB984F9}/";

    private PolicyFiles() {
    }

    static void make(Lab lab) throws Exception {
        for (var kind : List.of("DataSources", "Groups", "ScheduledTasks", "Services")) {
            write(lab, "MACHINE/Preferences/" + kind + "/" + kind + ".xml", Files.readAllBytes(FILES.resolve(kind + ".xml")));
        }
        for (var kind : List.of("Drives", "Printers")) {
            write(lab, "USER/Preferences/" + kind + "/" + kind + ".xml", Files.readAllBytes(FILES.resolve(kind + ".xml")));
        }
        write(lab, "MACHINE/Microsoft/Windows NT/SecEdit/GptTmpl.inf", template());
        lab.exec("dc1", "/usr/bin/python3", "-c", """
                import sys
                from samba.ndr import ndr_pack
                from samba.dcerpc import preg
                entries = []
                for line in sys.argv[2].splitlines():
                    key, name, kind, data = line.split('\\t')
                    e = preg.entry()
                    e.keyname, e.valuename, e.type, e.data = key, name, int(kind), int(data) if kind == '4' else data
                    entries.append(e)
                f = preg.file()
                f.header.signature, f.header.version = 'PReg', 1
                f.num_entries, f.entries = len(entries), entries
                open(sys.argv[1], 'wb').write(ndr_pack(f))
                """, POLICY + "MACHINE/Registry.pol", Files.readString(FILES.resolve("Registry.txt")));
        lab.exec("dc1", "samba-tool", "ntacl", "sysvolreset");
    }

    /** As Windows writes it: UTF-16 with its mark, and lines that end with CR and LF. */
    private static byte[] template() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] { (byte) 0xff, (byte) 0xfe });
        bytes.writeBytes(
                Files.readString(FILES.resolve("GptTmpl.inf")).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_16LE));
        return bytes.toByteArray();
    }

    private static void write(Lab lab, String path, byte[] bytes) throws Exception {
        lab.exec("dc1", "sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && echo \"$2\" | base64 -d > \"$1\"", "sh", POLICY + path,
                Base64.getEncoder().encodeToString(bytes));
    }
}
