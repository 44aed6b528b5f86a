package org.tidewaiter.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.CredentialVault;

/**
 * Credentials in Equinox secure storage, every value encrypted (PBKDF2 and AES-256) under a key of our own: 256 random bits in a file of mode
 * 0600. Nothing asks the user, no keyring is needed. Several processes may share the files: changes take turns, readers see the old or the
 * new version.
 *
 * <p>Making one costs nothing; files, keys and secure storage are touched by the first call of a method.
 */
@Component(service = CredentialVault.class)
public final class SecureStorageVault implements CredentialVault {

    private final Map<String, String> environment;

    /** At the place that the process's environment names. */
    @Activate
    public SecureStorageVault() {
        this(System.getenv());
    }

    /**
     * At the place that an environment names.
     *
     * @param environment {@code TIDEWAITER_HOME}, {@code TIDEWAITER_KEY_FILE}, and the system's own variables
     */
    public SecureStorageVault(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public synchronized List<String> names() throws IOException {
        var names = new ArrayList<String>();
        var location = location();
        if (Files.exists(location.store())) {
            try (var store = CredentialStore.read(location)) {
                names.addAll(store.names());
            }
        }
        return names.stream().sorted().toList();
    }

    @Override
    public synchronized Optional<Credential> find(String name) throws IOException {
        var location = location();
        if (!Files.exists(location.store())) {
            return Optional.empty();
        }
        try (var store = CredentialStore.read(location)) {
            return store.find(name);
        }
    }

    @Override
    public synchronized void put(Credential credential) throws IOException {
        var location = location();
        PrivateFiles.createFolder(location.folder());
        try (var _ = StoreLock.take(location.lock()); var store = CredentialStore.change(location)) {
            store.put(credential);
            store.save();
        }
    }

    @Override
    public synchronized boolean remove(String name) throws IOException {
        var location = location();
        if (!Files.exists(location.store())) {
            return false;
        }
        try (var _ = StoreLock.take(location.lock()); var store = CredentialStore.change(location)) {
            var there = store.remove(name);
            if (there) {
                store.save();
            }
            return there;
        }
    }

    /** The file of the stored credentials, for messages. */
    public Path file() throws IOException {
        return location().store();
    }

    private VaultLocation location() throws IOException {
        return VaultLocation.of(environment, System.getProperty("os.name"), System.getProperty("user.home"));
    }
}
