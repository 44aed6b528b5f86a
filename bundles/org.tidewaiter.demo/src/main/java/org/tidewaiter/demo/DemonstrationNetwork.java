package org.tidewaiter.demo;

import java.io.FileNotFoundException;
import java.io.IOException;

/** The files of the recording, which the package {@code replay} reads. */
public final class DemonstrationNetwork {

    private DemonstrationNetwork() {
    }

    /**
     * A file's bytes.
     *
     * @param name as in a recording's folder: {@code recording.json}, {@code 1/003-os-release.out}
     * @throws FileNotFoundException when the recording has no such file
     */
    public static byte[] read(String name) throws IOException {
        try (var file = DemonstrationNetwork.class.getResourceAsStream("network/" + name)) {
            if (file == null) {
                throw new FileNotFoundException("the demonstration has no file " + name);
            }
            return file.readAllBytes();
        }
    }
}
