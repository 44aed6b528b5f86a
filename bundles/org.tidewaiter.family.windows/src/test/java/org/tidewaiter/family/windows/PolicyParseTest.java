package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.FileShareReply.SharedFile;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.FileShareReplies;
import org.tidewaiter.family.windows.data.directory.PolicySetting;
import org.tidewaiter.family.windows.parse.directory.PolicyFile;
import org.tidewaiter.family.windows.parse.directory.PolicySettings;
import org.tidewaiter.family.windows.parse.directory.Preferences;

/** What stored files of policies mean, whatever has become of them. */
@Timeout(20)
class PolicyParseTest {

    private static final Instant CHANGED = Instant.parse("2026-05-04T03:02:01Z");
    private static final String POLICY = "ad.test\\Policies\\{31B2F340-016D-11D2-945F-00C04FB984F9}\\";

    private static FileShareReply reply(String stored) {
        try {
            return FileShareReplies.reply(new Exchange(7, Exchange.Kind.REQUEST, "x", "x", Ending.COMPLETE, -1,
                    stored.getBytes(StandardCharsets.UTF_8), new byte[0], CHANGED, Duration.ZERO));
        } catch (TransportException e) {
            throw new AssertionError(e);
        }
    }

    private static SharedFile file(String path, String... lines) {
        return reply(FileShareReplies.stored(path, 1, CHANGED, List.of(lines))).files().getFirst();
    }

    private static List<String> settings(SharedFile file) {
        return PolicySettings.settings(file).values().stream().map(PolicySetting::toString).toList();
    }

    @Test
    void aPathIsOfAPolicyOrOfNone() {
        assertEquals("31b2f340-016d-11d2-945f-00c04fb984f9 user User\\Registry.pol",
                PolicyFile.of(file(POLICY + "User\\Registry.pol")).map(p -> p.policy() + " " + p.half() + " " + p.place())
                        .orElse(""));
        for (var path : List.of("", "ad.test\\Policies\\PolicyDefinitions\\Machine\\Registry.pol", POLICY + "Adm\\Registry.pol",
                "ad.test\\Policies\\{31B2F340}\\Machine\\Registry.pol", POLICY)) {
            assertEquals("", PolicyFile.of(file(path)).map(PolicyFile::policy).orElse(""), path);
        }
    }

    @Test
    void ofWhatIsSetTwiceTheLastCounts() {
        var template = file(POLICY + "Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf", "[System Access]", "A = 1", "A = 2",
                "no setting",
                "= 3", "[Registry Values]", "MACHINE\\x=9,odd");
        assertEquals(List.of(
                "PolicySetting[policy=31b2f340-016d-11d2-945f-00c04fb984f9, half=computer, section=System Access, name=A, type=null, value=2]",
                "PolicySetting[policy=31b2f340-016d-11d2-945f-00c04fb984f9, half=computer, section=Registry Values, name=MACHINE\\x, type=null, value=odd]"),
                settings(template));
        assertEquals(List.of(2, 6), List.copyOf(PolicySettings.settings(template).keySet()));
        assertEquals(6, template.line(2));
        var registry = file(POLICY + "User\\Registry.pol", "k\tn\tREG_DWORD\t1", "k\tn\tREG_DWORD", "k\t\tREG_SZ\tx", "\t\t\t");
        assertEquals(List.of("USER\\k\\n REG_DWORD 1", "USER\\k\\(default) REG_SZ x"),
                PolicySettings.settings(registry).values().stream()
                        .map(s -> s.name() + " " + s.type() + " " + s.value()).toList());
    }

    @Test
    void propertiesWithoutTheirPreferenceAreStillOnes() {
        var path = POLICY + "Machine\\Preferences\\Groups\\Groups.xml";
        var secret = Preferences
                .secrets(file(path, "Groups/User/Properties cpassword=\"[secret cut]\" userName=\"a &quot;b&quot; &amp;lt;\""))
                .get(0);
        assertEquals("local user null a \"b\" &lt; true null",
                secret == null ? "" : secret.kind() + " " + secret.name() + " " + secret.user() + " "
                        + secret.password() + " " + secret.preferenceChanged());
        assertEquals(0,
                Preferences.secrets(file(path, "Groups/User cpassword=\"[secret", "cpassword=\"x\"", "", "x/".repeat(100_000),
                        "a" + " b=\"c\"".repeat(100_000), "a b=\"" + "c".repeat(1_000_000))).size());
        assertEquals(0, Preferences.secrets(file("elsewhere\\Groups.xml", "User cpassword=\"[secret cut]\"")).size());
    }

    @Test
    void whatIsNoStoredFileIsPassedOver() {
        assertEquals(0, reply("").files().size());
        assertEquals(0, reply("file x\n line\nsize 1\nchanged \n").files().size());
        var odd = reply(" lost\nfile x\nsize many\nchanged never\n one\nodd\n two\nfile y\nsize 1\nchanged").files();
        assertEquals("[SharedFile[path=x, sizeBytes=0, changed=null, lines=[one], line=2]]", odd.toString(), "the second is cut");
        var stored = FileShareReplies.stored("a\nfile b", 3, null, List.of("c\nfile d\tq", "\u2028"));
        assertEquals("file a file b\nsize 3\nchanged \n c file d\tq\n  \n", stored);
    }
}
