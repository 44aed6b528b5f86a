package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SnmpAccess;
import org.tidewaiter.engine.spi.SnmpAccess.Authentication;
import org.tidewaiter.engine.spi.SnmpAccess.Community;
import org.tidewaiter.engine.spi.SnmpAccess.Community.Version;
import org.tidewaiter.engine.spi.SnmpAccess.Privacy;
import org.tidewaiter.engine.spi.SnmpAccess.Usm;

import picocli.CommandLine.Option;

/** The options of {@code credentials add} that make a credential for SNMP. */
final class SnmpOptions {

    /** RFC 3414 section 11.2: a shorter one is refused by agents. */
    private static final int SHORTEST_PASSWORD = 8;

    @Option(names = "--community", description = "A community of SNMP version 1 and 2c instead of a password; it is asked for, or read from --secret-file or --secret-env.")
    private boolean community;

    @Option(names = "--snmp-version", paramLabel = "1|2c", description = "With --community: send it with this version only (default: 2c, then 1).")
    private @Nullable String version;

    @Option(names = "--usm-auth", paramLabel = "PROTOCOL", description = "A user of SNMP version 3 whose authentication protocol is none, md5, sha1, sha224, sha256, sha384 or sha512; the password is the authentication password.")
    private @Nullable String authentication;

    @Option(names = "--usm-priv", paramLabel = "PROTOCOL", description = "Its privacy protocol: none, des, 3des, aes128, aes192, aes256, aes192-cisco or aes256-cisco (default: none). The privacy password is asked for, or read from --passphrase-file or --passphrase-env.")
    private @Nullable String privacy;

    @Option(names = "--usm-context", paramLabel = "NAME", description = "SNMP version 3 context name, if the agent wants one.")
    private String context = "";

    /** Whether the credential is for SNMP. */
    boolean wanted() {
        return community || version != null || authentication != null || privacy != null || !context.isEmpty();
    }

    /** Where the secrets of {@code credentials add} come from. */
    record Sources(@Nullable Path secretFile, @Nullable String secretVariable, @Nullable Path passphraseFile,
            @Nullable String passphraseVariable) {
    }

    /** The credential; its secrets are read now. */
    Credential credential(String name, String user, List<Prefix> hosts, Sources sources) throws IOException, UserException {
        if (community) {
            if (authentication != null || privacy != null || !context.isEmpty() || !user.isEmpty()) {
                throw usage("--community has no user and no protocols; leave out --user and the --usm options");
            }
            return Credential.community(name, hosts,
                    SecretSource.read("community", sources.secretFile(), sources.secretVariable()),
                    new Community(version()));
        }
        if (version != null) {
            throw usage("--snmp-version goes with --community; version 3 is chosen by --usm-auth");
        }
        var protocol = authentication;
        if (protocol == null) {
            throw usage("a user of SNMP version 3 needs --usm-auth, for instance --usm-auth sha256 --usm-priv aes128");
        }
        if (user.isEmpty()) {
            throw usage("a user of SNMP version 3 needs --user");
        }
        var access = access(protocol);
        var secret = access.authentication() == Authentication.NONE ? new Secret(new char[0])
                : longEnough("authentication password", sources.secretFile(), sources.secretVariable());
        var passphrase = access.privacy() == Privacy.NONE ? null
                : longEnough("privacy password", sources.passphraseFile(), sources.passphraseVariable());
        return Credential.usm(name, user, hosts, secret, passphrase, access);
    }

    private @Nullable Version version() throws UserException {
        return switch (version) {
            case null -> null;
            case "1" -> Version.V1;
            case "2c" -> Version.V2C;
            default -> throw usage("--snmp-version " + version + ": communities have version 1 or 2c");
        };
    }

    private Usm access(String protocol) throws UserException {
        var authenticated = choose("--usm-auth", Authentication.values(), protocol);
        var wanted = privacy;
        var encrypted = wanted == null ? Privacy.NONE : choose("--usm-priv", Privacy.values(), wanted);
        if (authenticated == Authentication.NONE && encrypted != Privacy.NONE) {
            throw usage("--usm-priv needs authentication; choose --usm-auth sha256, say");
        }
        return new Usm(authenticated, encrypted, context);
    }

    private static <E extends Enum<E>> E choose(String option, E[] choices, String word) throws UserException {
        for (var choice : choices) {
            if (words(choice).equals(word.toLowerCase(Locale.ROOT))) {
                return choice;
            }
        }
        throw usage(option + " " + word + ": choose one of "
                + Arrays.stream(choices).map(SnmpOptions::words).collect(Collectors.joining(", ")));
    }

    private static Secret longEnough(String what, @Nullable Path file, @Nullable String variable)
            throws IOException, UserException {
        var secret = SecretSource.read(what, file, variable);
        if (secret.lend(characters -> characters.length) < SHORTEST_PASSWORD) {
            throw usage("the " + what + " has fewer than 8 characters, which SNMP version 3 does not allow");
        }
        return secret;
    }

    /** A protocol as people write it: {@code aes256-cisco}, {@code 3des}. */
    static String words(Enum<?> protocol) {
        return protocol == Privacy.TRIPLE_DES ? "3des" : protocol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How SNMP uses a credential, for lists: {@code any version}, {@code sha256 aes128}. */
    static String words(SnmpAccess access) {
        return switch (access) {
            case Community some ->
                some.version() == null ? "2c, then 1" : some.version() == Version.V1 ? "version 1" : "version 2c";
            case Usm usm -> words(usm.authentication()) + " " + words(usm.privacy());
        };
    }

    private static UserException usage(String message) {
        return new UserException(ExitStatus.USAGE, message);
    }
}
