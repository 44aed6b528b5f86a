package org.tidewaiter.transport.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.SessionFacts;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.NegotiatedAlgorithms;

/** Connects, exchanges keys and checks the host: everything before the login, so nothing here is secret. */
final class SshDial {

    private static final int ATTEMPTS = 3;
    private static final long BACK_OFF_MILLIS = 700;

    private final Opening opening;
    private final SessionFacts facts;
    private final String endpoint;

    /** Facts about the server are put into {@code facts}, also when dialling fails half way. */
    SshDial(Opening opening, SessionFacts facts) {
        this.opening = opening;
        this.facts = facts;
        endpoint = endpoint(opening);
    }

    /** {@code auditor@192.0.2.7:22}, for messages. */
    static String endpoint(Opening opening) {
        var credential = opening.credential();
        return (credential == null ? "" : credential.user() + "@") + socket(opening);
    }

    private static String socket(Opening opening) {
        var address = opening.target();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + opening.port();
    }

    /** How one attempt went wrong. */
    private static final class Attempt extends Exception {
        private static final long serialVersionUID = 1L;

        /** What to do about it. */
        enum Remedy {
            /** Nothing. */
            NONE,
            /** Wait and try again: the server is busy. */
            AGAIN,
            /** Try again with old algorithms. */
            LEGACY
        }

        private final Remedy remedy;
        private final TransportException failure;

        Attempt(Remedy remedy, TransportException failure) {
            super(failure);
            this.remedy = remedy;
            this.failure = failure;
        }
    }

    /**
     * Dials, politely again where the server drops us for having too many connections, and once more with old algorithms where it knows no
     * new ones.
     */
    Dialled dial() throws TransportException, InterruptedException {
        var algorithms = Algorithms.MODERN;
        for (var attempt = 1;; attempt++) {
            try {
                return attempt(algorithms);
            } catch (Attempt e) {
                switch (e.remedy) {
                    case NONE -> throw e.failure;
                    case AGAIN -> {
                        if (attempt >= ATTEMPTS) {
                            throw e.failure;
                        }
                        Thread.sleep(BACK_OFF_MILLIS * attempt + ThreadLocalRandom.current().nextLong(BACK_OFF_MILLIS));
                    }
                    case LEGACY -> {
                        if (algorithms == Algorithms.LEGACY) {
                            throw e.failure;
                        }
                        algorithms = Algorithms.LEGACY;
                    }
                }
            }
        }
    }

    private Dialled attempt(Algorithms algorithms) throws Attempt, InterruptedException {
        var client = new SSHClient(algorithms.config());
        var hostKey = new HostKeyCheck(opening.pins(), "ssh://" + socket(opening));
        prepare(client, hostKey, algorithms);
        var watch = new Watch(opening.connectTimeout().plus(opening.loginTimeout()), () -> Sockets.close(client));
        var done = false;
        try {
            client.connect(address(), opening.port());
            done = true;
            return new Dialled(client, watch, endpoint);
        } catch (IOException e) {
            Interrupts.rethrow(e);
            throw explain(e, client, hostKey, watch.expired());
        } catch (IllegalStateException e) {
            throw explain(causeOfDeath(client, e), client, hostKey, watch.expired());
        } finally {
            note(client, hostKey);
            if (!done) {
                watch.close();
                Sockets.end(client);
            }
        }
    }

    /** Where the connection died before sshj came to the key exchange, sshj says "not connected"; its reader knows why. */
    private static IOException causeOfDeath(SSHClient client, IllegalStateException symptom) {
        try {
            client.getTransport().join(1, TimeUnit.SECONDS);
            return new IOException("closed by the server", symptom);
        } catch (net.schmizz.sshj.transport.TransportException e) {
            return e;
        }
    }

    private void prepare(SSHClient client, HostKeyCheck hostKey, Algorithms algorithms) {
        var patience = Math.toIntExact(opening.loginTimeout().toMillis());
        client.setSocketFactory(new Sockets());
        client.setConnectTimeout(Math.toIntExact(opening.connectTimeout().toMillis()));
        client.setTimeout(patience);
        client.getTransport().setTimeoutMs(patience);
        client.getConnection().setTimeoutMs(patience);
        client.addHostKeyVerifier(hostKey);
        client.addAlgorithmsVerifier(negotiated -> note(negotiated, algorithms));
    }

    private boolean note(NegotiatedAlgorithms negotiated, Algorithms algorithms) {
        facts.put("key-exchange", negotiated.getKeyExchangeAlgorithm())
                .put("cipher", negotiated.getServer2ClientCipherAlgorithm())
                .put("mac", negotiated.getServer2ClientMACAlgorithm())
                .put("host-key-algorithm", negotiated.getSignatureAlgorithm())
                .put("algorithms", algorithms.label());
        return true;
    }

    private void note(SSHClient client, HostKeyCheck hostKey) {
        if (hasNamedItself(client)) {
            facts.put("server", "SSH-2.0-" + client.getTransport().getServerVersion());
        }
        var seen = hostKey.seen();
        if (seen != null) {
            facts.put("host-key", seen.algorithm() + " " + seen.fingerprint());
        }
    }

    /** The numeric address, so that nothing is looked up. */
    private String address() throws Attempt {
        var address = opening.address();
        if (address == null) {
            throw new Attempt(Attempt.Remedy.NONE, new TransportException(Failure.UNREACHABLE, "SSH needs an address"));
        }
        return address.toString();
    }

    private Attempt explain(IOException e, SSHClient client, HostKeyCheck hostKey, boolean expired) {
        var words = String.valueOf(e.getMessage());
        var pin = hostKey.contradicted();
        if (pin != null) {
            return none(changed(hostKey, pin.algorithm() + " " + pin.fingerprint()));
        }
        if (client.getSocket() == null || !client.getSocket().isConnected() && !hasNamedItself(client) && !reached(e)) {
            return none(new TransportException(Failure.UNREACHABLE, endpoint + ": " + unreachable(e), e));
        }
        if (expired || isTimeout(e)) {
            var stage = !hasNamedItself(client) ? "but sent no SSH identification" : "but stopped during the key exchange";
            return none(new TransportException(Failure.TIMED_OUT,
                    endpoint + ": the server accepted the connection, " + stage + " within "
                            + seconds(opening.loginTimeout())
                            + "; it may be overloaded or no SSH server: try `ssh -v`, or allow more time for logins",
                    e));
        }
        if (words.contains("Unable to reach a settlement")) {
            return new Attempt(Attempt.Remedy.LEGACY, new TransportException(Failure.UNSUPPORTED, endpoint
                    + ": no common algorithm with this server, not even an old one; update its SSH server (" + words + ")", e));
        }
        if (words.contains("does not support SSHv2") || words.contains("ncorrect identification")) {
            return none(new TransportException(Failure.UNSUPPORTED,
                    endpoint + ": what answers is no SSH 2 server (" + printable(words)
                            + "); check the port",
                    e));
        }
        if (!hasNamedItself(client)) {
            return new Attempt(Attempt.Remedy.AGAIN, new TransportException(Failure.BROKEN, endpoint
                    + ": the server closed the connection before it named itself, " + ATTEMPTS
                    + " times; it may have too many logins under way (MaxStartups in sshd_config) or refuse this address", e));
        }
        return none(
                new TransportException(Failure.BROKEN, endpoint + ": the server broke off the key exchange (" + printable(words)
                        + "); look at its log", e));
    }

    private static boolean hasNamedItself(SSHClient client) {
        try {
            return client.getTransport().getServerVersion() != null;
        } catch (StringIndexOutOfBoundsException e) {
            // sshj cuts the first eight characters off an identification that has not come.
            return false;
        }
    }

    private TransportException changed(HostKeyCheck hostKey, String pinned) {
        var seen = hostKey.seen();
        return new TransportException(Failure.PEER_CHANGED, endpoint + ": the host key is not the one it was before. It was "
                + pinned
                + " and is now " + (seen == null ? "unknown" : seen.algorithm() + " " + seen.fingerprint())
                + ". The device may have been set up anew, another device may have its address, or somebody may stand between; nothing secret"
                + " was sent. Find out which, and if the new key is right, accept it with `audit --trust-new-key "
                + opening.target() + "`");
    }

    private static Attempt none(TransportException failure) {
        return new Attempt(Attempt.Remedy.NONE, failure);
    }

    private static boolean reached(IOException e) {
        return !(e instanceof ConnectException || e instanceof NoRouteToHostException || e instanceof SocketTimeoutException);
    }

    private String unreachable(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + seconds(opening.connectTimeout())
                    + "; a firewall may drop the connection, or nobody is there";
        }
        if (e instanceof NoRouteToHostException || String.valueOf(e.getMessage()).contains("unreachable")) {
            return "no route to it; check the network between";
        }
        return "the connection was refused; no SSH server listens there, or a firewall says no: check the port and the service";
    }

    private static boolean isTimeout(Throwable failure) {
        for (@Nullable
        Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String printable(String words) {
        var clean = words.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > 200 ? clean.substring(0, 200) : clean;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
