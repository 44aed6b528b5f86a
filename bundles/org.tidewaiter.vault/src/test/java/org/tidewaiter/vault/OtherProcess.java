package org.tidewaiter.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;

/** Stores credentials from a process of its own. Arguments: framework area, vault folder, prefix of the names, how many. */
final class OtherProcess {

    private OtherProcess() {
    }

    public static void main(String[] args) throws Exception {
        try (var equinox = Equinox.start(Path.of(args[0]))) {
            var vault = equinox.vault(Map.of("TIDEWAITER_HOME", args[1]));
            for (var i = 0; i < Integer.parseInt(args[3]); i++) {
                vault.put(new Credential(args[2] + i, Credential.Kind.PASSWORD, "u", "local", List.of(),
                        new Secret("s".toCharArray()), null,
                        Credential.Elevation.NEVER, null));
            }
        }
    }
}
