package org.tidewaiter.transport.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.session.FileShareRead;

/** Files of policies, by bytes written by hand from [MS-GPPREF], [MS-GPSB] and [MS-GPREG], and what a stranger may send instead. */
@Timeout(30)
class FileContentTest {

    static final String CANARY = "edBSHOwhZLTjt/QS9FeIcJ83mjWA98gw9guKOhJOdcqh+ZGMeXOsQbCpZ3xUjTLfCuNH8pG5aSVYdYw/NglVmQ";
    static final FileShareRead READ = FileShareRead.of("test", "SYSVOL", List.of("*\\Groups.xml"),
            List.of("name", "changed", "userName", "accountName"), List.of("cpassword"));

    /** The bytes of a registry policy. */
    static final class PolicyBytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        PolicyBytes() {
            bytes.writeBytes(new byte[] { 'P', 'R', 'e', 'g', 1, 0, 0, 0 });
        }

        PolicyBytes text(String key, String name, int type, String data) {
            return value(key, name, type, (data + "\0").getBytes(StandardCharsets.UTF_16LE));
        }

        PolicyBytes number(String key, String name, int data) {
            return value(key, name, 4, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data).array());
        }

        PolicyBytes value(String key, String name, int type, byte[] data) {
            return value(key, name, type, data.length, data);
        }

        PolicyBytes value(String key, String name, int type, int size, byte[] data) {
            units("[" + key + "\0;" + name + "\0;");
            number(type);
            units(";");
            number(size);
            units(";");
            bytes.writeBytes(data);
            units("]");
            return this;
        }

        private void units(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
        }

        private void number(int number) {
            bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
        }

        byte[] array() {
            return bytes.toByteArray();
        }
    }

    private static FileContent xml(String text) {
        return FileContent.of("Groups.xml", text.getBytes(StandardCharsets.UTF_8), READ);
    }

    @Test
    void ofAPreferenceTheNamesAreToldAndThePasswordIsNot() {
        var content = xml("""
                <?xml version="1.0" encoding="utf-8"?>
                <Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}">
                  <!-- cpassword="%1$s" -->
                  <User clsid="{DF5F1855-51E5-4d24-8B1A-D9BDE98BA1D1}" name="Admin &quot;A&amp;B&quot;" image="2" changed="2012-05-01 10:00:00">
                    <Properties action="U" newName="" cpassword="%1$s" password="%1$s" neverExpires="1" userName="Administrator">%1$s</Properties>
                    <Filters><FilterRunOnce hidden="1" note="%1$s"/></Filters>
                  </User>
                  <User name="clean"><Properties cpassword="" userName="guest"/></User>
                </Groups>
                """.formatted(CANARY));
        assertNull(content.problem());
        assertEquals(List.of("Groups/User name=\"Admin &quot;A&amp;B&quot;\" changed=\"2012-05-01 10:00:00\"",
                "Groups/User/Properties cpassword=\"[secret cut]\" userName=\"Administrator\"", "Groups/User name=\"clean\"",
                "Groups/User/Properties cpassword=\"\" userName=\"guest\""), content.lines());
    }

    @Test
    void xmlBombsEntitiesAndDepthAreRefusedBeforeTheyCost() {
        var bomb = xml(
                "<!DOCTYPE g [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Groups name=\"x\">&b;</Groups>");
        assertTrue(String.valueOf(bomb.problem()).startsWith("has a document type"), bomb::toString);
        assertEquals(List.of(), bomb.lines());
        var outside = xml("<!DOCTYPE g SYSTEM \"http://127.0.0.1:1/x.dtd\"><Groups name=\"x\"/>");
        assertTrue(String.valueOf(outside.problem()).startsWith("has a document type"), outside::toString);
        var entity = xml("<Groups><User name=\"&file;\"/></Groups>");
        assertEquals("is no XML", entity.problem());
        var deep = xml("<a name=\"x\">".repeat(60_000));
        assertEquals("is nested too deeply or has too many elements", deep.problem());
        assertEquals(32, deep.lines().size());
        var many = xml("<g>" + "<a n=\"1\"/>".repeat(100_001) + "</g>");
        assertEquals("is nested too deeply or has too many elements", many.problem());
        assertEquals("is no XML", xml("").problem());
        assertEquals("is no XML", xml("<Groups><User name=\"a\"").problem());
        var long_ = xml("<Groups name=\"" + "n".repeat(900_000) + "\"/>");
        assertTrue(long_.lines().getFirst().length() < 1_100, "a value of 900 kB");
    }

    @Test
    void aSecurityTemplateIsReadInEveryEncodingThatItMayHave() {
        var text = "[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = 7\r\nNewAdministratorName = \"Chief \u00fc\"\r\n"
                + "[Registry Values]\r\nMACHINE\\System\\CurrentControlSet\\Services\\NTDS\\Parameters\\LDAPServerIntegrity=4,2\r\n"
                + "[Privilege Rights]\r\nSeCreateTokenPrivilege = *S-1-5-18\r\n[Unknown Things]\r\nx = " + CANARY + "\r\n";
        var told = List.of("[Unicode]", "Unicode=yes", "[System Access]", "MinimumPasswordLength = 7",
                "NewAdministratorName = \"Chief \u00fc\"", "[Registry Values]",
                "MACHINE\\System\\CurrentControlSet\\Services\\NTDS\\Parameters\\LDAPServerIntegrity=4,2", "[Privilege Rights]",
                "SeCreateTokenPrivilege = *S-1-5-18");
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            assertEquals(told, FileContent.of("GptTmpl.inf", ("\ufeff" + text).getBytes(charset), READ).lines(), charset.name());
        }
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
            assertEquals(told, FileContent.of("GptTmpl.inf", text.getBytes(charset), READ).lines(), charset.name());
        }
        var halves = "\ufeff[System Access]\r\nNewGuestName = \"x\ud800y\"\r\n".getBytes(StandardCharsets.UTF_16LE);
        halves[halves.length - 8] = (byte) 0xd8;
        var cut = FileContent.of("GptTmpl.inf", Arrays.copyOf(halves, halves.length - 1), READ);
        assertEquals("[System Access]", cut.lines().getFirst());
        assertTrue(cut.lines().stream().noneMatch(l -> l.chars().anyMatch(c -> Character.isSurrogate((char) c))), cut::toString);
        assertEquals("is no security template", FileContent.of("GptTmpl.inf", new byte[] { 1, 2, 3 }, READ).problem());
    }

    @Test
    void aRegistryPolicyIsReadAsTheSpecificationHasIt() {
        var content = FileContent.of("Registry.pol", new PolicyBytes()
                .number("Software\\Policies\\Microsoft\\Windows NT\\DNSClient", "EnableMulticast", 0)
                .text("Software\\Policies\\Microsoft\\Windows\\WindowsUpdate", "WUServer", 1, "http://wsus.example:8530")
                .value("Software\\Policies\\Microsoft\\x", "List", 7, "a\0b\0\0".getBytes(StandardCharsets.UTF_16LE))
                .value("Software\\Policies\\Microsoft\\x", "Bytes", 3, new byte[] { 1, 2, 3 })
                .value("Software\\Policies\\Microsoft\\x", "Big", 11, new byte[] { 0, 0, 0, 0, 1, 0, 0, 0 })
                .text("Software\\Policies\\Microsoft\\x", "**del.Old", 1, " ").array(), READ);
        assertNull(content.problem());
        assertEquals(List.of("Software\\Policies\\Microsoft\\Windows NT\\DNSClient\tEnableMulticast\tREG_DWORD\t0",
                "Software\\Policies\\Microsoft\\Windows\\WindowsUpdate\tWUServer\tREG_SZ\thttp://wsus.example:8530",
                "Software\\Policies\\Microsoft\\x\tList\tREG_MULTI_SZ\ta, b",
                "Software\\Policies\\Microsoft\\x\tBytes\tREG_BINARY\t3 bytes",
                "Software\\Policies\\Microsoft\\x\tBig\tREG_QWORD\t4294967296",
                "Software\\Policies\\Microsoft\\x\t**del.Old\tREG_SZ\t "), content.lines());
    }

    @Test
    void sizesThatLieEndTheReadingAndTellWhere() {
        var good = new PolicyBytes().number("Software\\Policies\\Microsoft\\x", "Good", 1);
        var begin = good.array().length;
        for (var size : new int[] { 1, 3, 5, 1_000_000, Integer.MAX_VALUE, -1 }) {
            var lying = FileContent.of("Registry.pol", new PolicyBytes().number("Software\\Policies\\Microsoft\\x", "Good", 1)
                    .value("Software\\Policies\\Microsoft\\x", "Lies", 4, size, new byte[] { 1, 0, 0, 0 }).array(), READ);
            assertEquals("cannot be read from byte " + begin + " on", lying.problem());
            assertEquals(List.of("Software\\Policies\\Microsoft\\x\tGood\tREG_DWORD\t1"), lying.lines());
        }
        var endless = FileContent.of("Registry.pol", new PolicyBytes().number("k".repeat(400_000), "Long", 1).array(), READ);
        assertEquals("cannot be read from byte 8 on", endless.problem());
        assertEquals("is no registry policy of version 1",
                FileContent.of("Registry.pol", "PReg".getBytes(StandardCharsets.US_ASCII), READ).problem());
        assertEquals("is no registry policy of version 1",
                FileContent.of("Registry.pol", new byte[] { 'P', 'R', 'e', 'g', 2, 0, 0, 0 }, READ).problem());
    }

    /** A mebibyte of each, of what takes longest. */
    @Test
    @Timeout(5)
    void longLinesAndLongPathsCostNoMoreThanTheirLength() {
        var half = 1 << 19;
        for (var line : List.of("[" + " ".repeat(half), " ".repeat(half) + "\\".repeat(half), "=".repeat(half),
                "a\\b\\c=1," + "/".repeat(half),
                "MACHINE\\System\\CurrentControlSet\\x=1," + "//".repeat(half / 2))) {
            var told = FileContent.of("GptTmpl.inf", ("[Registry Values]\n" + line).getBytes(StandardCharsets.UTF_8), READ);
            assertTrue(String.join("", told.lines()).length() < 2_000, told::toString);
        }
        var names = "n".repeat(64);
        var wide = xml(("<" + names + ">").repeat(31) + "<a name=\"1\"/>".repeat(70_000));
        assertEquals("is nested too deeply or has too many elements", wide.problem());
        assertTrue(String.join("", wide.lines()).length() < 5 << 20);
    }

    /** Whatever is done to the bytes of a file that is full of secrets, none of them comes out. */
    @Test
    void noSecretOfARegistryPolicyOrTemplateIsTold() {
        var winlogon = "Software\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";
        var policy = new PolicyBytes().text(winlogon, "DefaultUserName", 1, "kiosk").text(winlogon, "DefaultPassword", 1, CANARY)
                .text(winlogon, "AltDefaultPassword", 2, CANARY)
                .value(winlogon, "DefaultPassword", 3, CANARY.getBytes(StandardCharsets.UTF_16LE))
                .value(winlogon, "DefaultPassword", 0, CANARY.getBytes(StandardCharsets.UTF_16LE))
                .value(winlogon, "DefaultPassword", 7, (CANARY + "\0\0").getBytes(StandardCharsets.UTF_16LE))
                .number("System\\CurrentControlSet\\Services\\SNMP\\Parameters\\ValidCommunities", CANARY, 4)
                .text("Software\\Policies\\SNMP\\Parameters\\ValidCommunities", "1", 1, CANARY)
                .text("Software\\Acme\\Agent", "Server", 1, CANARY)
                .text("Software\\Policies\\Microsoft\\Windows\\System\\Scripts\\Startup", "Parameters", 1, "/p " + CANARY)
                .text("Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer\\Run", "1", 1, "net use x: " + CANARY)
                .text("Software\\Policies\\Microsoft\\x", "Proxy", 1, "http://user:" + CANARY + "@proxy.example/").array();
        var lines = FileContent.of("Registry.pol", policy, READ).lines();
        assertEquals(12, lines.size());
        assertEquals(winlogon + "\tDefaultUserName\tREG_SZ\tkiosk", lines.getFirst());
        assertFalse(String.join("\n", lines).contains(CANARY.substring(0, 8)), lines::toString);
        assertEquals("Software\\Policies\\Microsoft\\x\tProxy\tREG_SZ\thttp://[secret cut]@proxy.example/", lines.getLast());
        var template = FileContent.of("GptTmpl.inf",
                ("[Registry Values]\nMACHINE\\" + winlogon + "\\DefaultPassword=1,\"" + CANARY
                        + "\"\nMACHINE\\" + winlogon + "\\DefaultPassword=4," + CANARY + "\nMACHINE\\" + winlogon
                        + "\\DefaultPassword=3,"
                        + CANARY + "\nMACHINE\\" + winlogon + "\\DefaultPassword=7," + CANARY
                        + "\nMACHINE\\Software\\Acme\\Key=1," + CANARY
                        + "\nMACHINE\\System\\CurrentControlSet\\Services\\SNMP\\Parameters\\ValidCommunities\\" + CANARY
                        + "=4,4\n" + CANARY
                        + "\n[System Access]\nDefaultPassword = " + CANARY + "\nPasswordComplexity = 1\n")
                        .getBytes(StandardCharsets.UTF_8),
                READ);
        assertFalse(String.join("\n", template.lines()).contains(CANARY.substring(0, 8)), template::toString);
        assertTrue(template.lines().contains("PasswordComplexity = 1"), template::toString);
    }

    @Test
    void brokenBytesNeverThrowAndNeverTellThePassword() {
        var random = new Random(11);
        var files = List.of(
                new PolicyBytes().text("Software\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon", "DefaultPassword", 1, CANARY)
                        .number("Software\\Policies\\Microsoft\\x", "y", 1).array(),
                ("<Groups><User name=\"a\"><Properties cpassword=\"" + CANARY + "\" userName=\"b\"/></User></Groups>")
                        .getBytes(StandardCharsets.UTF_8));
        var told = 0;
        for (var round = 0; round < 4_000; round++) {
            var bytes = files.get(round % 2).clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
            var content = FileContent.of(round % 2 == 0 ? "Registry.pol" : "Groups.xml", round % 3 == 0 ? cut : bytes, READ);
            told += content.lines().size();
            // a byte of a value's name in the registry makes it another value; of XML nothing but the list is told
            assertTrue(round % 2 == 0 || !String.join("", content.lines()).contains(CANARY.substring(0, 8)), content::toString);
        }
        assertTrue(told > 2_000, "most are read in part: " + told);
    }
}
