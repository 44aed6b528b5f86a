package org.tidewaiter.engine.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Asks thousands of devices at once, without a thread for each. */
public interface SweepProber extends Prober {

    /**
     * Sends the probe and returns at once.
     *
     * @param answer called exactly once, at the latest soon after the question's timeout, from a thread of the prober: it must not block
     */
    void ask(Question question, Consumer<ProbeAnswer> answer);

    @Override
    default ProbeAnswer ask(Question question) throws InterruptedException {
        var answer = new CompletableFuture<ProbeAnswer>();
        ask(question, answer::complete);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only completed normally", e);
        }
    }
}
