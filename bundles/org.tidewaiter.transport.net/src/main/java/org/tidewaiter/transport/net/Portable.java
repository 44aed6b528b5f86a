package org.tidewaiter.transport.net;

import java.util.function.Consumer;

import org.tidewaiter.engine.spi.ProbeAnswer;

/** Questions by blocking calls, on a virtual thread each, for systems whose native sockets we do not speak. */
final class Portable {

    /** A blocking question; what it throws has no answer. */
    @FunctionalInterface
    interface Asking {
        ProbeAnswer ask() throws InterruptedException;
    }

    private Portable() {
    }

    static void ask(Asking asking, Consumer<ProbeAnswer> answer) {
        Thread.ofVirtual().name("portable probe").start(() -> {
            var result = ProbeAnswer.silence();
            try {
                result = asking.ask();
            } catch (InterruptedException _) {
                // nobody interrupts a thread that nobody knows; the question counts as unanswered
                Thread.currentThread().interrupt();
            } finally {
                answer.accept(result);
            }
        });
    }
}
