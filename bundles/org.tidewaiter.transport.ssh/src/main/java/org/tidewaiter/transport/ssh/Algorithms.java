package org.tidewaiter.transport.ssh;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;

/** Which algorithms are offered: at first those that are held to be sound, and for old devices everything that sshj has. */
enum Algorithms {

    /** No SHA-1, no CBC, no 3DES, no RC4, no DSA. */
    MODERN,
    /** The modern ones first, then the rest. */
    LEGACY;

    private static final Pattern KEY_EXCHANGE = Pattern
            .compile("curve25519.*|ecdh-sha2-.*|diffie-hellman-group.*-sha(256|512)|ext-info-c");
    private static final Pattern CIPHER = Pattern.compile("chacha20-poly1305@.*|aes\\d+-(ctr|gcm@.*)");
    private static final Pattern MAC = Pattern.compile("hmac-sha2-.*");
    private static final Pattern HOST_KEY = Pattern.compile("ssh-ed25519.*|ecdsa-sha2-.*|rsa-sha2-.*");

    /** A quiet logger: whatever happens is told by exceptions, and "broken transport" on standard error helps nobody. */
    private static final LoggerFactory QUIET = new LoggerFactory() {
        @Override
        public Logger getLogger(@Nullable String name) {
            return NOPLogger.NOP_LOGGER;
        }

        @Override
        public Logger getLogger(@Nullable Class<?> type) {
            return NOPLogger.NOP_LOGGER;
        }
    };

    private @Nullable Config config;

    /** For the evidence. */
    String label() {
        return switch (this) {
            case MODERN -> "modern";
            case LEGACY -> "legacy";
        };
    }

    /** One for all connections: making it tries every cipher that there is, which takes longer than a key exchange. */
    synchronized Config config() {
        var known = config;
        if (known == null) {
            known = make();
            config = known;
        }
        return known;
    }

    private Config make() {
        var config = new DefaultConfig();
        config.setLoggerFactory(QUIET);
        config.setKeyExchangeFactories(choose(config.getKeyExchangeFactories(), KEY_EXCHANGE));
        config.setCipherFactories(choose(config.getCipherFactories(), CIPHER));
        config.setMACFactories(choose(config.getMACFactories(), MAC));
        config.setKeyAlgorithms(choose(config.getKeyAlgorithms(), HOST_KEY));
        return config;
    }

    private <T> List<Factory.Named<T>> choose(List<Factory.Named<T>> all, Pattern modern) {
        return switch (this) {
            case MODERN -> all.stream().filter(f -> isModern(f, modern)).toList();
            case LEGACY -> all.stream().sorted(Comparator.comparing(f -> !isModern(f, modern))).toList();
        };
    }

    private static boolean isModern(Factory.Named<?> factory, Pattern modern) {
        return modern.matcher(factory.getName()).matches();
    }
}
