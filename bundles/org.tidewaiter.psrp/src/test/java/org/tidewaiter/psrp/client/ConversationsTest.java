package org.tidewaiter.psrp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import javax.xml.parsers.ParserConfigurationException;

import org.junit.jupiter.api.Test;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.MessageType;
import org.xml.sax.SAXException;

/** Conversations of another client with real Windows hosts, which are not ours to keep here, each walked to its end. */
class ConversationsTest {

    /** What cannot be walked, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    /** Conversations that have no PSRP in them: WinRS, or no shell at all. */
    private static final Set<String> WITHOUT_PSRP = Set.of("test_client_execute_cmd.yml",
            "test_client_execute_cmd_environment.yml",
            "test_winrs_environment.yml", "test_winrs_extra_opts.yml", "test_winrs_fail_poll_process.yml",
            "test_winrs_noprofile.yml",
            "test_winrs_send.yml", "test_winrs_standard.yml", "test_winrs_stderr_rc.yml",
            "test_wsman_update_envelope_size_150.yml");

    private static Path conversations() {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null && Files.isDirectory(Path.of(data, "psrp")),
                "TIDEWAITER_DATA is not set: recorded conversations with Windows hosts are not walked");
        return Path.of(data, "psrp");
    }

    @Test
    void everyConversationIsWalkedToItsEnd() throws IOException, SAXException, ParserConfigurationException {
        var failed = new TreeMap<String, String>();
        var without = new TreeSet<String>();
        var messages = new TreeMap<MessageType, Integer>();
        var fragments = 0;
        var walked = 0;
        try (var files = Files.newDirectoryStream(conversations(), "*.yml")) {
            for (var file : files) {
                var recording = Recording.read(file);
                assertTrue(!recording.exchanges().isEmpty(), recording.name());
                var walk = new Walk();
                try {
                    walk.walk(recording);
                } catch (PsrpException | AssertionError | RuntimeException e) {
                    failed.put(recording.name(), e.toString());
                }
                if (!walk.anyPsrp()) without.add(recording.name());
                assertEquals(Files.readString(file).contains("creationXml"), walk.anyPsrp(), recording.name());
                walk.messages().forEach((type, count) -> messages.merge(type, count, Integer::sum));
                fragments += walk.fragments();
                walked++;
            }
        }
        System.out.println(walked + " conversations, " + without.size() + " of them without PSRP; " + fragments + " fragments, "
                + messages.values().stream().mapToInt(Integer::intValue).sum() + " messages: " + messages);
        assertEquals(EXCEPTIONS.keySet(), failed.keySet(), failed::toString);
        // Every other one has a pool that was walked; more of them may lie there than these.
        assertTrue(without.containsAll(WITHOUT_PSRP), without::toString);
    }
}
