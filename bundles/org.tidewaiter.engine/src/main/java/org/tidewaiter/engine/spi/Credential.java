package org.tidewaiter.engine.spi;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;

/**
 * A login. Plugins never see one.
 *
 * @param name       what people call it; shown in events and beside facts
 * @param kind       how it proves itself
 * @param user       login name
 * @param realm      where its account lives, for the lock-out guard: a domain, or {@code local}
 * @param hosts      addresses it may be used on; empty means every address in scope
 * @param secret     the password, or the private key as PEM or OpenSSH text
 * @param passphrase of an encrypted private key
 * @param elevation  how the superuser's rights are asked for after the login
 * @param elevationSecret password for {@link Elevation#OWN_PASSWORD}
 */
public record Credential(String name, Kind kind, String user, String realm, List<Prefix> hosts, Secret secret,
        @Nullable Secret passphrase,
        Elevation elevation, @Nullable Secret elevationSecret) {

    /** How a login proves itself. */
    public enum Kind {
        /** A password; also answers keyboard-interactive prompts. Wrong ones lock accounts. */
        PASSWORD,
        /** A private key. */
        KEY
    }

    /** How the superuser's rights are asked for. */
    public enum Elevation {
        /** sudo without a password only. */
        WITHOUT_PASSWORD,
        /** sudo, with the login's password where it asks. */
        LOGIN_PASSWORD,
        /** sudo, with a password of its own where it asks. */
        OWN_PASSWORD,
        /** Never. */
        NEVER
    }

    public Credential {
        hosts = List.copyOf(hosts);
    }

    /** Whether it may be used on this address. */
    public boolean covers(IpAddress address) {
        return hosts.isEmpty() || hosts.stream().anyMatch(h -> h.contains(address));
    }

    /** What sudo may be answered with; absent when nothing. */
    public @Nullable Secret sudoSecret() {
        return switch (elevation) {
            case LOGIN_PASSWORD -> kind == Kind.PASSWORD ? secret : null;
            case OWN_PASSWORD -> elevationSecret;
            case WITHOUT_PASSWORD, NEVER -> null;
        };
    }

    /**
     * The credential whose secret sudo is answered with, as the lock-out guard counts it: this one where the login's password serves, otherwise
     * a password of its own.
     */
    public Credential forSudo() {
        var own = elevationSecret;
        return elevation != Elevation.OWN_PASSWORD || own == null ? this
                : new Credential(name + " (sudo)", Kind.PASSWORD, user, realm, hosts, own, null, Elevation.NEVER, null);
    }

    /** Every secret in it, for redaction. */
    public List<Secret> secrets() {
        return Stream.of(secret, passphrase, elevationSecret).filter(s -> s != null && !s.isEmpty()).toList();
    }

    @Override
    public String toString() {
        return "credential " + name;
    }
}
