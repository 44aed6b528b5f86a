package org.tidewaiter.engine.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where credentials are kept between runs. Failures are {@link IOException}s that say what to try and hold no secret. */
public interface CredentialVault {

    /** The names, sorted. */
    List<String> names() throws IOException;

    /** One credential with its secrets. */
    Optional<Credential> find(String name) throws IOException;

    /** Adds it, or replaces the one of the same name; durable when it returns. */
    void put(Credential credential) throws IOException;

    /** Removes it. Returns whether it was there. */
    boolean remove(String name) throws IOException;
}
