package org.tidewaiter.transport.smb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.tidewaiter.testkit.lab.Lab;

/** Files in the default domain policy of the lab's controller: of Samba's own tools, and those that Samba has no tool for. */
final class SysvolFiles {

    static final String POLICY = "/var/lib/samba/sysvol/ad.lab.test/Policies/{31B2F340-016D-11D2-945F-00C04FB984F9}";
    static final String AUTOLOGON = "autologon-canary";

    private SysvolFiles() {
    }

    static void make(Lab lab, String cpassword) throws Exception {
        var id = "{31B2F340-016D-11D2-945F-00C04FB984F9}";
        var administrator = "Administrator%" + Lab.PASSWORD;
        lab.exec("dc1", "samba-tool", "gpo", "manage", "security", "set", id, "MaxTicketAge", "9", "-H", "ldap://dc1.ad.lab.test",
                "-U",
                administrator);
        lab.exec("dc1", "samba-tool", "gpo", "manage", "smb_conf", "set", id, "server min protocol", "SMB2_10", "-H",
                "ldap://dc1.ad.lab.test", "-U", administrator);
        write(lab, "MACHINE/Preferences/Groups/Groups.xml", """
                <?xml version="1.0" encoding="utf-8"?>
                <Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}"><User clsid="{DF5F1855-51E5-4d24-8B1A-D9BDE98BA1D1}" \
                name="Administrator (built-in)" image="2" changed="2012-05-01 10:00:00" uid="{41A1D5B8-1E5C-4E6B-9E0A-1F0B6F6C0A11}">\
                <Properties action="U" newName="" fullName="" description="" cpassword="%s" changeLogon="0" noChange="0" \
                neverExpires="1" acctDisabled="0" subAuthority="RID_ADMIN" userName="Administrator (built-in)"/></User></Groups>
                """.formatted(cpassword).getBytes(StandardCharsets.UTF_8));
        // Samba's own encoder adds what Samba's tools do not set
        lab.exec("dc1", "/usr/bin/python3", "-c", """
                import sys
                from samba.ndr import ndr_unpack, ndr_pack
                from samba.dcerpc import preg
                f = ndr_unpack(preg.file, open(sys.argv[1], 'rb').read())
                def entry(key, name, kind, data):
                    e = preg.entry()
                    e.keyname, e.valuename, e.type, e.data = key, name, kind, data
                    return e
                entries = list(f.entries)
                entries.append(entry('Software\\\\Policies\\\\Microsoft\\\\Windows NT\\\\DNSClient', 'EnableMulticast', 4, 0))
                winlogon = 'Software\\\\Microsoft\\\\Windows NT\\\\CurrentVersion\\\\Winlogon'
                entries.append(entry(winlogon, 'DefaultUserName', 1, 'kiosk'))
                entries.append(entry(winlogon, 'DefaultPassword', 1, sys.argv[2]))
                f.entries, f.num_entries = entries, len(entries)
                open(sys.argv[1], 'wb').write(ndr_pack(f))
                """, POLICY + "/MACHINE/Registry.pol", AUTOLOGON);
        lab.exec("dc1", "samba-tool", "ntacl", "sysvolreset");
    }

    private static void write(Lab lab, String path, byte[] bytes) throws Exception {
        lab.exec("dc1", "sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && echo \"$2\" | base64 -d > \"$1\"", "sh",
                POLICY + "/" + path,
                Base64.getEncoder().encodeToString(bytes));
    }
}
