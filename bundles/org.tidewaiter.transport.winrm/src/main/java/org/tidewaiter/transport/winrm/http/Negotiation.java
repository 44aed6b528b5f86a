package org.tidewaiter.transport.winrm.http;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.winrm.ntlm.NtlmChallenge;
import org.tidewaiter.transport.winrm.ntlm.NtlmClient;
import org.tidewaiter.transport.winrm.seal.MessageSeal;
import org.tidewaiter.transport.winrm.seal.SealException;

/** Chooses how to log in: Kerberos where realm, controller and host name are known, otherwise NTLM. The password in clear never. */
final class Negotiation {

    private final Endpoint endpoint;
    private final WindowsLogin login;
    private final Legs legs;
    private List<String> offered = List.of();

    Negotiation(Endpoint endpoint, WindowsLogin login, Legs legs) {
        this.endpoint = endpoint;
        this.login = login;
        this.legs = legs;
    }

    /** A login that is done. */
    record Done(Method method, MessageSeal seal) {
    }

    List<String> offered() {
        return offered;
    }

    /** Asks what is offered; sends nothing of the login. */
    void probe() throws TransportException, InterruptedException {
        var answer = legs.probe();
        Statuses.expectNoProxy(legs.wire(), answer);
        offered = answer.schemes();
        if (!answer.isUnauthorized()) {
            throw answer.isSuccess()
                    ? legs.wire().failure(Failure.UNSUPPORTED,
                            "what answers asks for no login, so it is no WinRM; check the port", null)
                    : Statuses.unexpected(legs.wire(), answer, "before any login");
        }
        if (offered.isEmpty()) {
            throw legs.wire().failure(Failure.UNSUPPORTED,
                    "what answers wants a login (HTTP 401), but names no way to log in, as no WinRM does; a proxy may stand in between",
                    null);
        }
    }

    Done login() throws TransportException, InterruptedException {
        var kerberos = kerberos();
        if (kerberos != null) {
            try {
                return new Done(kerberos, kerberos.authenticate());
            } catch (TransportException e) {
                kerberos.forget();
                // A second method after a wrong password would be a second failure for the account.
                if (!kerberos.mayBeFollowed() || !offersNtlm()) {
                    throw e;
                }
            } catch (InterruptedException | RuntimeException e) {
                kerberos.forget();
                throw e;
            }
        }
        if (!offersNtlm()) {
            throw legs.wire().failure(Failure.WITHHELD,
                    "the server offers " + String.join(", ", offered) + ", and this login can use none of"
                            + " them; nothing of the password was sent. " + String.join("; ", legs.notes()),
                    null);
        }
        var ntlm = new NtlmMethod(legs, endpoint, login, offers("Negotiate"));
        return new Done(ntlm, ntlm.authenticate());
    }

    private boolean offersNtlm() {
        return offers("Negotiate") || offers("NTLM");
    }

    private boolean offers(String scheme) {
        return offered.stream().anyMatch(scheme::equalsIgnoreCase);
    }

    /** Kerberos, when everything that it needs is known; otherwise notes what is missing. */
    private @Nullable KerberosMethod kerberos() throws TransportException, InterruptedException {
        if (!offers("Negotiate") && !offers("Kerberos")) return null;
        if (login.domain().isEmpty() && login.realm().isEmpty()) {
            return without("the account is the machine's own");
        }
        var known = legs.settings().kdc();
        if (known.isEmpty()) {
            return without("no domain controller is known" + (login.realm().isEmpty() ? "" : " for " + login.realm()));
        }
        var kdc = known.get();
        if (!login.realm().isEmpty() && !login.realm().equals(kdc.realm())) {
            return without("the account is of " + login.realm() + ", and the controller that is known of " + kdc.realm());
        }
        var challenge = endpoint.hostName() == null || login.realm().isEmpty() ? challenge() : Optional.<NtlmChallenge> empty();
        if (login.realm().isEmpty() && !isOf(challenge, kdc.realm())) {
            return without("the realm of " + login.domain() + " is not known");
        }
        var host = endpoint.hostName();
        var name = host != null ? host : challenge.flatMap(NtlmChallenge::dnsComputerName).orElse(null);
        // A name of one word is that of a machine without a domain.
        return name == null || !name.contains(".") ? without("the host's name in the domain is not known")
                : new KerberosMethod(legs, login, kdc, name, offers("Negotiate"));
    }

    private @Nullable KerberosMethod without(String why) {
        legs.note("Kerberos: not tried, " + why);
        return null;
    }

    /** Whether the short name of the account's domain is the one that the server gives the realm. */
    private boolean isOf(Optional<NtlmChallenge> challenge, String realm) {
        return challenge.filter(c -> c.domainName().filter(login.domain()::equalsIgnoreCase).isPresent())
                .flatMap(NtlmChallenge::dnsDomainName).filter(realm::equalsIgnoreCase).isPresent();
    }

    /** On a connection of its own: a login that is begun cannot be left for another. */
    private Optional<NtlmChallenge> challenge() throws TransportException, InterruptedException {
        try (var wire = new Wire(endpoint, legs.settings())) {
            return challenge(wire, legs.settings(), offers("Negotiate"));
        }
    }

    /** What the server says of itself to anybody; empty where it takes no NTLM. */
    static Optional<NtlmChallenge> challenge(Wire wire, ChannelSettings settings, boolean negotiate)
            throws TransportException, InterruptedException {
        var client = new NtlmClient();
        var scheme = negotiate ? "Negotiate" : "NTLM";
        var token = new Legs(wire, settings).send(scheme, negotiate ? Spnego.init(client.negotiate()) : client.negotiate())
                .token(scheme);
        if (token.isEmpty()) return Optional.empty();
        try {
            return Optional.of(NtlmChallenge.read(negotiate ? Spnego.read(token.get()).token() : token.get()));
        } catch (SealException e) {
            return Optional.empty();
        }
    }
}
