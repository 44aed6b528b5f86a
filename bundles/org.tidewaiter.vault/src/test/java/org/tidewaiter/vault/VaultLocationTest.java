package org.tidewaiter.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

class VaultLocationTest {

    private static String store(Map<String, String> environment, String system) throws IOException {
        return VaultLocation.of(environment, system, "/home/u").store().toString();
    }

    @Test
    void eachSystemHasItsUsualPlace() throws IOException {
        assertEquals("/srv/tw/credentials", store(Map.of("TIDEWAITER_HOME", "/srv/tw", "XDG_CONFIG_HOME", "/x"), "Linux"));
        assertEquals("/x/tidewaiter/credentials", store(Map.of("XDG_CONFIG_HOME", "/x", "HOME", "/home/v"), "Linux"));
        assertEquals("/home/v/.config/tidewaiter/credentials", store(Map.of("HOME", "/home/v"), "Linux"));
        assertEquals("/home/u/.config/tidewaiter/credentials", store(Map.of("XDG_CONFIG_HOME", "relative"), "Linux"));
        assertEquals("/home/u/Library/Application Support/Tidewaiter/credentials", store(Map.of(), "Mac OS X"));
        assertEquals("/roaming/Tidewaiter/credentials", store(Map.of("APPDATA", "/roaming"), "Windows 11"));
        assertEquals("/home/u/AppData/Roaming/Tidewaiter/credentials", store(Map.of(), "Windows Server 2025"));
    }

    @Test
    void theKeyLiesBesideUnlessNamed() throws IOException {
        assertEquals(Path.of("/t/credentials.key"), VaultLocation.of(Map.of("TIDEWAITER_HOME", "/t"), "Linux", "/h").key());
        var own = VaultLocation.of(Map.of("TIDEWAITER_HOME", "/t", "TIDEWAITER_KEY_FILE", "/run/key"), "Linux", "/h");
        assertEquals(Path.of("/run/key"), own.key());
        assertTrue(own.ownKey());
    }

    @Test
    void aFolderThatSecureStorageWouldMisreadIsRefused() {
        for (var folder : new String[] { "/t/100%25", "/t/a#b", "/t/a?b" }) {
            var e = assertThrows(IOException.class, () -> VaultLocation.of(Map.of("TIDEWAITER_HOME", folder), "Linux", "/h"));
            assertTrue(e.getMessage().contains("set TIDEWAITER_HOME to another"), e.getMessage());
        }
    }
}
