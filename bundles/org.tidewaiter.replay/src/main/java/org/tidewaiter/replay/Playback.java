package org.tidewaiter.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.tidewaiter.engine.EvidenceLog;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.SessionFacts;

/** A visit's evidence that is already complete: whatever is asked must stand in it. Remembers what did not. */
final class Playback implements EvidenceLog {

    private final List<Exchange> recorded;
    private final Set<Integer> taken = new HashSet<>();
    private final List<String> missing = new ArrayList<>();

    Playback(List<Exchange> recorded) {
        this.recorded = List.copyOf(recorded);
    }

    /** Whoever records in a replay gets the recorded exchange instead of the one he made. */
    @Override
    public Exchange add(Kind kind, String requestId, String request, Ending ending, int exit, byte[] out, byte[] err,
            Instant started,
            Duration duration) {
        return find(kind, requestId, request);
    }

    /**
     * The exchange that was recorded for a request.
     *
     * @throws UnrecordedRequestException when there is none
     */
    synchronized Exchange find(Kind kind, String requestId, String request) {
        return recorded.stream().filter(e -> e.kind() == kind && e.requestId().equals(requestId) && e.request().equals(request))
                .findFirst()
                .orElseThrow(() -> unrecorded(kind + " " + requestId + ": " + request));
    }

    /** Whether something of this name was asked. */
    boolean has(Kind kind, String requestId) {
        return recorded.stream().anyMatch(e -> e.kind() == kind && e.requestId().equals(requestId));
    }

    /** The next opening by a transport that was not yet taken; empty when there are no more. */
    synchronized Optional<Exchange> nextSession(String transport, String credential) {
        var next = recorded.stream()
                .filter(e -> e.kind() == Kind.SESSION && e.requestId().equals(transport) && !taken.contains(e.ordinal()))
                .filter(e -> credentialOf(e).equals(credential)).findFirst();
        next.ifPresent(e -> taken.add(e.ordinal()));
        return next;
    }

    /** The names of the credentials that a transport tried, in order. */
    List<String> credentials(String transport) {
        return recorded.stream().filter(e -> e.kind() == Kind.SESSION && e.requestId().equals(transport))
                .map(Playback::credentialOf).toList();
    }

    /** The name of the credential that a session was opened with; "" without one. */
    private static String credentialOf(Exchange session) {
        return SessionFacts.of(session.out()).value("credential");
    }

    private UnrecordedRequestException unrecorded(String wanted) {
        var nearest = recorded.stream().map(e -> e.kind() + " " + e.requestId() + ": " + e.request())
                .max(Comparator.comparingInt(r -> commonPrefix(r, wanted))).orElse("nothing at all");
        var message = "not recorded: " + wanted + "; the nearest recorded is " + nearest;
        missing.add(message);
        return new UnrecordedRequestException(message);
    }

    private static int commonPrefix(String one, String two) {
        var length = 0;
        while (length < one.length() && length < two.length() && one.charAt(length) == two.charAt(length)) {
            length++;
        }
        return length;
    }

    /** Whether a step was cut off when this was recorded, so that a missing request need not be a fault. */
    boolean hasCuts() {
        return recorded.stream().anyMatch(e -> e.kind() == Kind.CUT);
    }

    /** What was asked and not recorded. */
    synchronized List<String> missing() {
        return List.copyOf(missing);
    }

    @Override
    public Instant now() {
        return recorded.isEmpty() ? Instant.EPOCH : recorded.getFirst().started();
    }

    @Override
    public List<Exchange> exchanges() {
        return recorded;
    }

    @Override
    public Optional<Exchange> foreseenCut(String step) {
        return recorded.stream().filter(e -> e.kind() == Kind.CUT && e.requestId().equals(step)).findFirst();
    }
}
