package org.tidewaiter.transport.winrm.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;

/** HTTP to one endpoint: one client, one connection, no redirects, no proxy, no cookies, bounded replies. */
final class Wire implements AutoCloseable {

    private static final Duration IDLE_THREAD = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final ChannelSettings settings;
    private final CertificateCheck certificate;
    private final ThreadPoolExecutor threads;
    private final HttpClient client;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile boolean closed;

    Wire(Endpoint endpoint, ChannelSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
        certificate = new CertificateCheck(settings.pins(), endpoint.pinName());
        // Of our own, so that none outlives the channel; of the platform, so that they are in the network that their maker is in.
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_THREAD.toMillis(), TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("wsman-", 0).factory());
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(settings.connectTimeout()).sslContext(certificate.context())
                .executor(threads).build();
    }

    CertificateCheck certificate() {
        return certificate;
    }

    int roundTrips() {
        return roundTrips.get();
    }

    /**
     * One round trip.
     *
     * @param fields header fields
     */
    Answer post(byte[] body, Map<String, String> fields, Duration timeout) throws TransportException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.uri()).POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("User-Agent", "Tidewaiter");
        fields.forEach(request::header);
        roundTrips.incrementAndGet();
        try {
            // Not sendAsync, which ends in the common pool: whoever blocks that would stop us. The request's own timeout is for headers alone.
            var future = threads.submit(() -> client.send(request.build(),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.maxReplyBytes())));
            return await(future, timeout);
        } catch (RejectedExecutionException e) {
            throw failure(Failure.BROKEN, "the channel is closed", e);
        }
    }

    private Answer await(Future<HttpResponse<byte[]>> future, Duration timeout) throws TransportException, InterruptedException {
        try {
            var response = future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (TimeoutException e) {
            future.cancel(true);
            throw failure(Failure.TIMED_OUT, "connected, but no answer within " + seconds(timeout)
                    + "; the service may be overloaded: try again, or allow more time", e);
        } catch (ExecutionException e) {
            throw explain(e.getCause());
        }
    }

    private TransportException explain(@Nullable Throwable thrown) {
        var cause = thrown == null ? new IllegalStateException("no cause") : thrown;
        var words = Answer.printable(String.valueOf(cause.getMessage()));
        if (closed) {
            return failure(Failure.BROKEN, "the channel was closed meanwhile", cause);
        }
        var pin = certificate.contradicted();
        if (pin != null) {
            return failure(Failure.PEER_CHANGED, "the certificate is not the one it was before. It was " + pin.algorithm() + " "
                    + pin.fingerprint() + " and is now " + certificate.words()
                    + ". It may have been renewed, another device may have the"
                    + " address, or somebody may stand between; nothing secret was sent. Find out which, and if the new one is right,"
                    + " accept it with `audit --trust-new-key " + endpoint.address() + "`", cause);
        }
        return switch (cause) {
            case HttpConnectTimeoutException _ -> failure(Failure.UNREACHABLE, "no answer within "
                    + seconds(settings.connectTimeout()) + "; a firewall may drop it", cause);
            case ConnectException _ -> failure(Failure.UNREACHABLE,
                    "cannot connect (" + (cause.getMessage() == null ? "refused" : words)
                            + "); check that WinRM is enabled there",
                    cause);
            case SSLException _ -> failure(Failure.UNSUPPORTED, "TLS failed (" + words
                    + "); what listens there may speak none, or only versions that are too old", cause);
            case IOException _ when words.contains("exceeds limit") || words.contains("too many bytes")
                    || words.contains("apacity") ->
                failure(Failure.BROKEN,
                        "the answer is larger than " + settings.maxReplyBytes() + " bytes and was not read", cause);
            case IOException _ when words.contains("407") -> failure(Failure.UNSUPPORTED,
                    "an HTTP proxy stands in between and wants a login of its own (HTTP 407); allow a direct connection", cause);
            case IOException _ when cause instanceof EOFException || words.contains("bytes received") ->
                failure(Failure.BROKEN, "the server closed the connection in the middle of an answer", cause);
            case IOException _ -> failure(Failure.BROKEN,
                    "the connection broke, or the server speaks no HTTP (" + words + "); try again, and check the port", cause);
            default -> failure(Failure.BROKEN, "HTTP failed (" + cause.getClass().getSimpleName() + ": " + words + ")", cause);
        };
    }

    /** A failure of this endpoint. */
    TransportException failure(Failure failure, String words, @Nullable Throwable cause) {
        return new TransportException(failure, endpoint.socket() + ": " + words, cause);
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    /** Breaks what is under way and ends the threads, from any thread. Idempotent. */
    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
        threads.shutdown();
    }
}
