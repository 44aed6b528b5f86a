package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of ports in the repository is what the product says. */
class PortsPageTest {

    @TempDir
    private Path folder;

    @Test
    void thePageIsWhatTheProductPrints() throws IOException {
        var printed = new Tidewaiter(folder).succeed("ports", "--format", "markdown").out();
        assertEquals(printed, Tidewaiter.read(Tidewaiter.REPOSITORY.resolve("releng/docs/ports.md")),
                "write it anew: ./tidewaiter ports --format markdown >releng/docs/ports.md");
    }
}
