package org.tidewaiter.vault;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import javax.crypto.spec.PBEKeySpec;

import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SnmpAccess;
import org.tidewaiter.engine.spi.SnmpAccess.Community.Version;

/**
 * The stored credentials, open for one operation. Secure storage keeps each file that it opened in memory for good and would write an old
 * state over what another process wrote since; so each operation opens under a URL of its own, and a change is made in a draft that replaces
 * the file in one step.
 */
final class CredentialStore implements AutoCloseable {

    /** The strongest that Java offers for this. Written into the file, so that no configuration of secure storage can weaken it. */
    private static final String CIPHER = "PBEWithHmacSHA512AndAES_256";
    private static final String CREDENTIALS = "credentials";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String USER = "user";
    private static final String REALM = "realm";
    private static final String HOSTS = "hosts";
    private static final String SECRET = "secret";
    private static final String PASSPHRASE = "passphrase";
    private static final String ELEVATION = "elevation";
    private static final String ELEVATION_SECRET = "elevation-secret";
    private static final String SERVICES = "services";
    private static final String SNMP_VERSION = "snmp-version";
    private static final String SNMP_AUTHENTICATION = "snmp-authentication";
    private static final String SNMP_PRIVACY = "snmp-privacy";
    private static final String SNMP_CONTEXT = "snmp-context";

    private final VaultLocation location;
    private final @Nullable Path draft;
    private final PBEKeySpec key;
    private final ISecurePreferences root;

    private CredentialStore(VaultLocation location, @Nullable Path draft, PBEKeySpec key, ISecurePreferences root) {
        this.location = location;
        this.draft = draft;
        this.key = key;
        this.root = root;
    }

    /** Opens the existing credentials. Needs no lock: the file is always one whole version. */
    static CredentialStore read(VaultLocation location) throws IOException {
        var key = key(location, true);
        return new CredentialStore(location, null, key, open(location.store() + "#" + UUID.randomUUID(), key));
    }

    /** Opens a draft of the next version. The lock is held from before this call until after {@link #close()}. */
    static CredentialStore change(VaultLocation location) throws IOException {
        discardLeftOvers(location.folder());
        var there = Files.exists(location.store());
        var key = key(location, there);
        var draft = location.draft(UUID.randomUUID().toString());
        try (var channel = PrivateFiles.create(draft)) {
            for (var left = ByteBuffer.wrap(there ? Files.readAllBytes(location.store()) : emptyStore()); left.hasRemaining();) {
                channel.write(left);
            }
        }
        return new CredentialStore(location, draft, key, open(draft.toString(), key));
    }

    private static void discardLeftOvers(Path folder) throws IOException {
        List<Path> leftOvers;
        try (Stream<Path> files = Files.list(folder)) {
            leftOvers = files.filter(f -> VaultLocation.isLeftOver(f.getFileName().toString())).toList();
        }
        for (var file : leftOvers) {
            Files.deleteIfExists(file);
        }
    }

    private static byte[] emptyStore() throws IOException {
        var properties = new Properties();
        properties.setProperty("org.eclipse.equinox.security.preferences.version", "1");
        properties.setProperty("org.eclipse.equinox.security.preferences.cipher", CIPHER);
        properties.setProperty("org.eclipse.equinox.security.preferences.keyFactory", CIPHER);
        var text = new StringWriter();
        properties.store(text, null);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static PBEKeySpec key(VaultLocation location, boolean storeExists) throws IOException {
        if (!storeExists && !location.ownKey() && !Files.exists(location.key())) {
            KeyFile.create(location.key());
        }
        try {
            return KeyFile.read(location.key());
        } catch (NoSuchFileException e) {
            var missing = "the key file " + location.key() + " is missing";
            throw new IOException(storeExists
                    ? missing + ": stored credentials cannot be read; restore it, or remove " + location.store()
                            + " and add them again"
                    : missing
                            + ", though TIDEWAITER_KEY_FILE names it; make it with 'openssl rand -base64 32' and chmod 600, or unset the variable",
                    e);
        }
    }

    private static ISecurePreferences open(String file, PBEKeySpec key) throws IOException {
        Map<Object, @Nullable Object> options = new HashMap<>();
        options.put(IProviderHints.REQUIRED_MODULE_ID, KeyFilePassword.MODULE);
        options.put(IProviderHints.PROMPT_USER, Boolean.FALSE);
        // present but empty: else Equinox's argument -eclipse.password would take the place of our key
        options.put(IProviderHints.DEFAULT_PASSWORD, null);
        options.put(KeyFilePassword.KEY, key);
        return SecurePreferencesFactory.open(url(file), options);
    }

    /** Secure storage wants the path in the URL as it is, without the escapes that {@link java.net.URI} would put in. */
    @SuppressWarnings("deprecation")
    private static URL url(String file) throws MalformedURLException {
        var path = file.replace('\\', '/');
        return new URL("file", null, path.startsWith("/") ? path : "/" + path);
    }

    /** The names, in no order. */
    List<String> names() throws IOException {
        var names = new ArrayList<String>();
        for (var node : nodes()) {
            names.add(text(node, NAME));
        }
        return names;
    }

    Optional<Credential> find(String name) throws IOException {
        var node = node(name);
        return node.isPresent() ? Optional.of(credential(node.get())) : Optional.empty();
    }

    /** Adds or replaces. */
    void put(Credential credential) throws IOException {
        remove(credential.name());
        var node = root.node(CREDENTIALS).node(UUID.randomUUID().toString());
        text(node, NAME, credential.name());
        text(node, KIND, credential.kind().name());
        text(node, USER, credential.user());
        text(node, REALM, credential.realm());
        text(node, HOSTS, String.join(" ", credential.hosts().stream().map(Prefix::toString).toList()));
        text(node, ELEVATION, credential.elevation().name());
        text(node, SERVICES, String.join(" ", new TreeSet<>(credential.services())));
        secret(node, SECRET, credential.secret());
        secret(node, PASSPHRASE, credential.passphrase());
        secret(node, ELEVATION_SECRET, credential.elevationSecret());
        switch (credential.snmp()) {
            case SnmpAccess.Community community -> {
                var version = community.version();
                text(node, SNMP_VERSION, version == null ? "" : version.name());
            }
            case SnmpAccess.Usm usm -> {
                text(node, SNMP_AUTHENTICATION, usm.authentication().name());
                text(node, SNMP_PRIVACY, usm.privacy().name());
                text(node, SNMP_CONTEXT, usm.contextName());
            }
            case null -> {
                // a login: older versions of this class read it as well
            }
        }
    }

    private @Nullable SnmpAccess snmp(ISecurePreferences node, Credential.Kind kind) throws IOException {
        return switch (kind) {
            case COMMUNITY -> community(text(node, SNMP_VERSION));
            case USM -> new SnmpAccess.Usm(SnmpAccess.Authentication.valueOf(text(node, SNMP_AUTHENTICATION)),
                    SnmpAccess.Privacy.valueOf(text(node, SNMP_PRIVACY)), text(node, SNMP_CONTEXT));
            case PASSWORD, KEY -> null;
        };
    }

    private static Set<String> services(String words) {
        return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
    }

    private static SnmpAccess community(String version) {
        return version.isEmpty() ? SnmpAccess.Community.ANY_VERSION : new SnmpAccess.Community(Version.valueOf(version));
    }

    /** Whether it was there. */
    boolean remove(String name) throws IOException {
        var node = node(name);
        node.ifPresent(ISecurePreferences::removeNode);
        return node.isPresent();
    }

    /** Replaces the stored version by the draft; durable when it returns. */
    void save() throws IOException {
        var written = draft;
        if (written == null) {
            throw new IllegalStateException("opened for reading");
        }
        root.flush();
        try (var channel = PrivateFiles.open(written)) {
            channel.force(true);
        }
        Files.move(written, location.store(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.force(location.folder());
    }

    /** Wipes the key and drops a draft that was not saved. */
    @Override
    public void close() throws IOException {
        key.clearPassword();
        if (draft != null) {
            Files.deleteIfExists(draft);
        }
    }

    private Iterable<ISecurePreferences> nodes() {
        var all = root.node(CREDENTIALS);
        return Arrays.stream(all.childrenNames()).map(all::node).toList();
    }

    private Optional<ISecurePreferences> node(String name) throws IOException {
        for (var node : nodes()) {
            if (text(node, NAME).equals(name)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private Credential credential(ISecurePreferences node) throws IOException {
        var name = text(node, NAME);
        try {
            var hosts = text(node, HOSTS);
            var kind = Credential.Kind.valueOf(text(node, KIND));
            return new Credential(name, kind, text(node, USER), text(node, REALM),
                    hosts.isEmpty() ? List.of() : prefixes(hosts), needed(node, name),
                    secret(node, PASSPHRASE), Credential.Elevation.valueOf(text(node, ELEVATION)),
                    secret(node, ELEVATION_SECRET), snmp(node, kind), services(text(node, SERVICES)));
        } catch (IllegalArgumentException e) {
            throw new IOException(location.store() + ": credential " + name + " holds something that this version does not know; "
                    + "use the version that wrote it, or remove the credential and add it again", e);
        }
    }

    private static List<Prefix> prefixes(String hosts) {
        return Arrays.stream(hosts.split(" "))
                .map(h -> Prefix.tryParse(h).orElseThrow(() -> new IllegalArgumentException("no prefix: " + h))).toList();
    }

    private Secret needed(ISecurePreferences node, String name) throws IOException {
        var secret = secret(node, SECRET);
        if (secret == null) {
            throw new IOException(location.store() + ": credential " + name + " has lost its secret; remove it and add it again");
        }
        return secret;
    }

    private String text(ISecurePreferences node, String field) throws IOException {
        var bytes = bytes(node, field);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void text(ISecurePreferences node, String field, String value) throws IOException {
        bytes(node, field, value.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Secret secret(ISecurePreferences node, String field) throws IOException {
        var bytes = bytes(node, field);
        if (bytes == null) {
            return null;
        }
        var characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        var exact = Arrays.copyOf(characters.array(), characters.limit());
        try {
            return new Secret(exact);
        } finally {
            Arrays.fill(exact, '\0');
            Arrays.fill(characters.array(), '\0');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void secret(ISecurePreferences node, String field, @Nullable Secret value) throws IOException {
        if (value != null) {
            var bytes = value.utf8();
            bytes(node, field, bytes);
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte @Nullable [] bytes(ISecurePreferences node, String field) throws IOException {
        try {
            return node.getByteArray(field, null);
        } catch (StorageException e) {
            throw unreadable(e);
        }
    }

    private void bytes(ISecurePreferences node, String field, byte[] value) throws IOException {
        try {
            node.putByteArray(field, value, true);
        } catch (StorageException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(StorageException e) {
        return switch (e.getErrorCode()) {
            case StorageException.NO_PASSWORD,
                    StorageException.DECRYPTION_ERROR ->
                new IOException("the key file " + location.key()
                        + " does not open " + location.store()
                        + ": one of them belongs to another vault or is damaged; restore the pair, or remove "
                        + location.store() + " and add the credentials again", e);
            default -> new IOException(location.store() + ": secure storage failed: " + e.getMessage(), e);
        };
    }
}
