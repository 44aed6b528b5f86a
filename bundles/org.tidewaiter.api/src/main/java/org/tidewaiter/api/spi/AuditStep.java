package org.tidewaiter.api.spi;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.NonNull;
import org.osgi.annotation.versioning.ConsumerType;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.TransportException;

/**
 * One topic of an audit: asks, parses, states. Small, stateless, blocking. It owns no thread and catches no {@link InterruptedException}.
 *
 * @param <S> the session it needs
 */
@ConsumerType
public interface AuditStep<S extends Session> {

    /** Topic in kebab case, unique in its family: {@code operating-system}. */
    String id();

    /** The session it is lent. */
    Class<S> needs();

    /** The data classes it answers for: each ends as facts, or as a gap. */
    Set<Class<? extends Item>> promises();

    /** Everything it may ask. */
    List<Request> requests();

    /** How long {@link #read} may take in all. */
    default Duration timeout() {
        return Duration.ofSeconds(60);
    }

    /**
     * Asks and states.
     *
     * @throws TransportException   when the conversation broke: whatever was promised and not yet stated becomes a gap
     * @throws InterruptedException when the run was cancelled or the deadline passed
     */
    void read(@NonNull S session, FactSink sink) throws TransportException, InterruptedException;
}
