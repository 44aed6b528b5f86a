package org.tidewaiter.engine.spi;

import java.nio.CharBuffer;
import java.util.List;
import java.util.Set;
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
 * @param secret     the password, the private key as PEM or OpenSSH text, the community, or USM's authentication password
 * @param passphrase of an encrypted private key, or USM's privacy password
 * @param elevation  how the superuser's rights are asked for after the login
 * @param elevationSecret password for {@link Elevation#OWN_PASSWORD}
 * @param snmp       of {@link Kind#COMMUNITY} and {@link Kind#USM} how SNMP uses it; absent otherwise
 * @param services   what it is for: ids of transports, {@code winrm} for {@code winrm-tls} and {@code ldap} for
 *                   {@code ldaps}, too; empty for all that can use it
 */
public record Credential(String name, Kind kind, String user, String realm, List<Prefix> hosts, Secret secret,
        @Nullable Secret passphrase,
        Elevation elevation, @Nullable Secret elevationSecret, @Nullable SnmpAccess snmp, Set<String> services) {

    /** How a login proves itself. */
    public enum Kind {
        /** A password; also answers keyboard-interactive prompts. Wrong ones lock accounts. */
        PASSWORD,
        /** A private key. */
        KEY,
        /** A community of SNMPv1 and SNMPv2c (RFC 1901, RFC 3584 section 5.2). */
        COMMUNITY,
        /** A user of SNMPv3's User-based Security Model (RFC 3414). */
        USM;

        /** Whether sending a wrong one can lock an account: such logins go one at a time. */
        public boolean locksAccounts() {
            return this == PASSWORD;
        }

        /** Whether it travels readable for everybody on the way: such ones are tried last. */
        public boolean isSentInClear() {
            return this == COMMUNITY;
        }
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
        services = Set.copyOf(services);
        var fits = switch (kind) {
            case PASSWORD, KEY -> snmp == null;
            case COMMUNITY -> snmp instanceof SnmpAccess.Community;
            case USM -> snmp instanceof SnmpAccess.Usm;
        };
        if (!fits) {
            throw new IllegalArgumentException("credential " + name + ": its kind is " + kind + ", its use of SNMP is " + snmp);
        }
    }

    /** A login that is not for SNMP. */
    public Credential(String name, Kind kind, String user, String realm, List<Prefix> hosts, Secret secret,
            @Nullable Secret passphrase, Elevation elevation, @Nullable Secret elevationSecret) {
        this(name, kind, user, realm, hosts, secret, passphrase, elevation, elevationSecret, null, Set.of());
    }

    /** The same for these services alone. */
    public Credential onlyFor(Set<String> some) {
        return new Credential(name, kind, user, realm, hosts, secret, passphrase, elevation, elevationSecret, snmp, some);
    }

    /** A community. */
    public static Credential community(String name, List<Prefix> hosts, Secret community, SnmpAccess.Community access) {
        return new Credential(name, Kind.COMMUNITY, "", "local", hosts, community, null, Elevation.NEVER, null, access,
                Set.of());
    }

    /**
     * A user of SNMPv3.
     *
     * @param authentication its authentication password; empty without authentication
     * @param privacy        its privacy password; absent without privacy
     */
    public static Credential usm(String name, String user, List<Prefix> hosts, Secret authentication, @Nullable Secret privacy,
            SnmpAccess.Usm access) {
        return new Credential(name, Kind.USM, user, "local", hosts, authentication, privacy, Elevation.NEVER, null, access,
                Set.of());
    }

    /** Whether it is meant for this transport. */
    public boolean isFor(String transport) {
        return services.isEmpty() || services.stream()
                .anyMatch(s -> transport.equals(s) || transport.equals(s + "s") || transport.startsWith(s + "-"));
    }

    /** Whether its account is one of a domain: {@code user@realm}, {@code DOM\\user}, or with a realm of its own. */
    public boolean isOfDomain() {
        return user.contains("@") || user.contains("\\") && !user.startsWith(".\\")
                || !realm.isEmpty() && !realm.equals("local");
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

    /** Whether it is the community {@code public}, with which agents are delivered: no secret, and a common word in what they tell. */
    public boolean isWellKnown() {
        return kind == Kind.COMMUNITY && secret.lend(characters -> "public".contentEquals(CharBuffer.wrap(characters)));
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
