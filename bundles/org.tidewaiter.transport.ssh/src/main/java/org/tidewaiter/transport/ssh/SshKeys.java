package org.tidewaiter.transport.ssh;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Secret;

import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyProviderUtil;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** Reads private keys: OpenSSH's own format, PKCS#8 and the older PEM forms, encrypted or not. */
final class SshKeys {

    private SshKeys() {
    }

    /**
     * The key of a credential, decrypted.
     *
     * @throws TransportException {@code WITHHELD} when it cannot be read: nothing was sent then
     */
    static KeyProvider load(Credential credential, Config config) throws TransportException {
        try {
            var provider = parse(credential, config);
            // Decrypting is lazy: done here, so that a wrong passphrase is known before anything is sent.
            provider.getPrivate();
            provider.getPublic();
            return provider;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw unreadable(credential, credential.passphrase() == null);
        }
    }

    private static KeyProvider parse(Credential credential, Config config) throws IOException {
        var text = credential.secret().lend(String::new);
        var format = KeyProviderUtil.detectKeyFileFormat(new StringReader(text), false);
        var provider = Optional.ofNullable(Factory.Named.Util.create(config.getFileKeyProviderFactories(), format.toString()))
                .filter(FileKeyProvider.class::isInstance).orElseThrow(() -> new IOException("unknown key format"));
        provider.init(new StringReader(text), new Once(credential.passphrase()));
        return provider;
    }

    // The cause is left out: messages of key parsers may quote what they could not parse.
    private static TransportException unreadable(Credential credential, boolean noPassphrase) {
        return new TransportException(Failure.WITHHELD, "the private key of credential " + credential.name() + " cannot be read: "
                + (noPassphrase ? "it is encrypted and has no passphrase here, or its format is unknown"
                        : "its passphrase is wrong, or its format is unknown")
                + "; nothing was sent. Check it with `ssh-keygen -y -f KEYFILE` and store it again");
    }

    /** Gives a passphrase one time; sshj wipes what it is given. */
    private record Once(@Nullable Secret secret) implements PasswordFinder {

        @Override
        public char @Nullable [] reqPassword(Resource<?> resource) {
            return secret == null ? null : secret.lend(char[]::clone);
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
