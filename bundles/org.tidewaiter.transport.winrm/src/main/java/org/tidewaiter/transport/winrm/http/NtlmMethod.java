package org.tidewaiter.transport.winrm.http;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.transport.winrm.ntlm.NtlmChallenge;
import org.tidewaiter.transport.winrm.ntlm.NtlmClient;
import org.tidewaiter.transport.winrm.ntlm.NtlmSeal;
import org.tidewaiter.transport.winrm.seal.MessageSeal;
import org.tidewaiter.transport.winrm.seal.MultipartEncrypted;
import org.tidewaiter.transport.winrm.seal.SealException;

/** NTLM, in the scheme Negotiate inside SPNEGO ([MS-SPNG]), or bare in the scheme NTLM ([MS-NTHT]). */
final class NtlmMethod implements Method {

    private final Legs legs;
    private final Endpoint endpoint;
    private final WindowsLogin login;
    private final boolean negotiate;

    NtlmMethod(Legs legs, Endpoint endpoint, WindowsLogin login, boolean negotiate) {
        this.legs = legs;
        this.endpoint = endpoint;
        this.login = login;
        this.negotiate = negotiate;
    }

    @Override
    public String scheme() {
        return negotiate ? "Negotiate (NTLM)" : "NTLM";
    }

    @Override
    public String protocol() {
        return MultipartEncrypted.SPNEGO;
    }

    private String httpScheme() {
        return negotiate ? "Negotiate" : "NTLM";
    }

    @Override
    public MessageSeal authenticate() throws TransportException, InterruptedException {
        var seal = new MessageSeal[1];
        // All of it inside the lock-out guard: a challenge does not keep while the guard lets us wait.
        legs.settings().logins().login(login.credential(), () -> seal[0] = prove());
        return seal[0];
    }

    private NtlmSeal prove() throws TransportException, InterruptedException {
        var client = new NtlmClient();
        try {
            var challenge = challenge(client);
            var proof = client.authenticate(challenge, new NtlmClient.Account(login.domain(), login.user(), login.password(),
                    "HTTP/" + target(), legs.wire().certificate().endPoint()));
            // Windows wants the list signed whenever NTLM has an integrity code ([MS-SPNG] 3.3.5.1).
            var token = negotiate ? Spnego.response(proof.message(), proof.seal().signMechanisms(Spnego.MECHANISMS))
                    : proof.message();
            var answer = legs.send(httpScheme(), token);
            if (answer.isUnauthorized()) {
                legs.note("NTLM: refused");
                throw refused();
            }
            Statuses.expectLoggedIn(legs.wire(), answer);
            checkLast(answer, proof.seal());
            legs.note("NTLM: accepted");
            return proof.seal();
        } catch (SealException e) {
            legs.note("NTLM: the server's message " + e.getMessage());
            throw legs.wire().failure(Failure.BROKEN, "the login by NTLM broke off: the server's message " + e.getMessage(), e);
        }
    }

    /** The server's own name for itself is no proof of anything; this is what it checks the client's idea of it against. */
    private String target() {
        var name = endpoint.hostName();
        return name == null ? endpoint.address().toString() : name;
    }

    /** Asks for a challenge; nothing of the account is sent. */
    NtlmChallenge challenge(NtlmClient client) throws TransportException, InterruptedException, SealException {
        var answer = legs.send(httpScheme(), negotiate ? Spnego.init(client.negotiate()) : client.negotiate());
        var token = answer.token(httpScheme());
        if (!answer.isUnauthorized() || token.isEmpty()) {
            legs.note("NTLM: not allowed by the server; nothing of the password was sent");
            throw legs.wire().failure(Failure.WITHHELD, "the server takes no NTLM (HTTP " + answer.status()
                    + "), probably by policy"
                    + " (Network security: Restrict NTLM); nothing of the password was sent. Use a domain account by Kerberos: name its"
                    + " domain controller", null);
        }
        return NtlmChallenge.read(negotiate ? unwrapped(token.get()) : token.get());
    }

    private static byte[] unwrapped(byte[] token) throws SealException {
        return Spnego.read(token).token();
    }

    private void checkLast(Answer answer, NtlmSeal seal) throws SealException {
        var token = answer.token(httpScheme());
        if (!negotiate || token.isEmpty()) return;
        var response = Spnego.read(token.get());
        if (response.state() == Spnego.REJECT) {
            throw new SealException("refuses what it has accepted");
        }
        if (response.mic().length > 0) {
            seal.checkMechanisms(Spnego.MECHANISMS, response.mic());
        }
    }

    private TransportException refused() {
        return legs.wire().failure(Failure.REJECTED, "the server refused the credential " + login.credential().name()
                + " by NTLM, once;"
                + " the password may be wrong, the account locked or disabled, or NTLM not allowed for it (Protected Users)."
                + " Check with `tidewaiter credentials test`", null);
    }
}
