package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Credential.Elevation;
import org.tidewaiter.engine.spi.Credential.Kind;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.Transport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter credentials add}. */
@Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "Stores a login, an SNMP community or an SNMP user, or replaces the one of the same name.",
    "The password is asked for, unless --secret-file or --secret-env says where it is." })
final class CredentialsAddCommand implements Callable<Integer> {

    /** How sudo is used. */
    enum Sudo {
        login, own, nopassword, never
    }

    private final Services services;
    private final Terminal console;

    @Parameters(paramLabel = "NAME", description = "What you call it; shown beside what was read with it.")
    private String name = "";

    @Option(names = "--user", paramLabel = "USER", description = "Login name; only a community has none.")
    private String user = "";

    @Option(names = "--secret-file", paramLabel = "FILE", description = "The file's first line is the password.")
    private @Nullable Path secretFile;

    @Option(names = "--secret-env", paramLabel = "VARIABLE", description = "The environment variable that holds the password.")
    private @Nullable String secretVariable;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Log in with this private key (PEM or OpenSSH) instead of a password.")
    private @Nullable Path keyFile;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The file's first line is the key's passphrase.")
    private @Nullable Path passphraseFile;

    @Option(names = "--passphrase-env", paramLabel = "VARIABLE", description = "The environment variable that holds the key's passphrase.")
    private @Nullable String passphraseVariable;

    @Option(names = "--passphrase", description = "Ask for the key's passphrase.")
    private boolean askPassphrase;

    @Option(names = "--sudo", paramLabel = "login|own|nopassword|never", description = "What sudo is answered with where it asks: the login's password, a password of its own, none; or never use it (default: login, with a key nopassword).")
    private @Nullable Sudo sudo;

    @Option(names = "--sudo-secret-file", paramLabel = "FILE", description = "With --sudo own: the file's first line is the password.")
    private @Nullable Path sudoFile;

    @Option(names = "--sudo-secret-env", paramLabel = "VARIABLE", description = "With --sudo own: the environment variable that holds it.")
    private @Nullable String sudoVariable;

    @Option(names = "--hosts", paramLabel = "BLOCK", description = "Use it only on this address or block. Repeatable (default: everything in scope).")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--for", paramLabel = "SERVICE", description = "Use it only for this service: ssh, winrm ... Repeatable (default: all that can use it).")
    private List<String> onlyFor = new ArrayList<>();

    @Option(names = "--realm", paramLabel = "REALM", description = "Domain of the account: for Kerberos its DNS name, and for the lock-out guard (default: what follows the @ of the user, or ${DEFAULT-VALUE}).")
    private String realm = "local";

    @Mixin
    private final SnmpOptions snmp = new SnmpOptions();

    CredentialsAddCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            throw new UserException(ExitStatus.USAGE,
                    "a credential's name has letters, digits and . _ @ - and at most 64 of them");
        }
        var known = services.installed().transports().stream().map(Transport::id).toList();
        for (var service : onlyFor) {
            if (!known.contains(service)) {
                throw new UserException(ExitStatus.USAGE,
                        "--for " + service + ": there is no such service; there are " + String.join(", ", known));
            }
        }
        services.vault().put((snmp.wanted() ? forSnmp() : login()).onlyFor(Set.copyOf(onlyFor)));
        console.out().println("stored credential " + name);
        return ExitStatus.COMPLETE;
    }

    private Credential forSnmp() throws IOException, UserException {
        if (keyFile != null || sudo != null || sudoFile != null || sudoVariable != null) {
            throw new UserException(ExitStatus.USAGE, "SNMP has no private keys and no sudo; leave out --key-file and --sudo");
        }
        return snmp.credential(name, user, blocks(),
                new SnmpOptions.Sources(secretFile, secretVariable, passphraseFile, passphraseVariable));
    }

    private Credential login() throws IOException, UserException {
        if (user.isEmpty()) {
            throw new UserException(ExitStatus.USAGE, "a login needs --user; for an SNMP community give --community");
        }
        var elevation = elevation();
        return new Credential(name, keyFile == null ? Kind.PASSWORD : Kind.KEY, user, realm(), blocks(), secret(),
                passphrase(), elevation,
                elevation == Elevation.OWN_PASSWORD ? SecretSource.read("sudo password", sudoFile, sudoVariable) : null);
    }

    /** A user principal name has its domain behind the @, [MS-ADTS] 5.1.1.1.1. */
    private String realm() {
        var at = user.lastIndexOf('@');
        return realm.equals("local") && at > 0 && at < user.length() - 1 ? user.substring(at + 1) : realm;
    }

    private Secret secret() throws IOException, UserException {
        return keyFile == null ? SecretSource.read("password", secretFile, secretVariable) : SecretSource.key(keyFile);
    }

    private @Nullable Secret passphrase() throws IOException, UserException {
        var wanted = askPassphrase || passphraseFile != null || passphraseVariable != null;
        return keyFile != null && wanted ? SecretSource.read("passphrase", passphraseFile, passphraseVariable) : null;
    }

    private Elevation elevation() {
        return switch (sudo) {
            case login -> Elevation.LOGIN_PASSWORD;
            case own -> Elevation.OWN_PASSWORD;
            case nopassword -> Elevation.WITHOUT_PASSWORD;
            case never -> Elevation.NEVER;
            case null -> keyFile == null ? Elevation.LOGIN_PASSWORD : Elevation.WITHOUT_PASSWORD;
        };
    }

    private List<Prefix> blocks() throws UserException {
        var blocks = new ArrayList<Prefix>();
        for (var host : hosts) {
            blocks.add(Prefix.tryParse(host)
                    .orElseThrow(() -> new UserException(ExitStatus.USAGE,
                            "--hosts " + host + ": not an address or block such as 192.0.2.0/24")));
        }
        return blocks;
    }
}
