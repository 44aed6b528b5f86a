package org.tidewaiter.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Asks several probers at once, a virtual thread each. */
final class Together {

    private Together() {
    }

    /**
     * Runs all to their end.
     *
     * @return in the order of the questions
     * @throws InterruptedException when cancelled; then all are
     */
    static <T> List<T> ask(List<Callable<T>> questions) throws InterruptedException {
        var answers = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(questions)) {
                answers.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a prober threw: " + e.getCause(), e.getCause());
        }
        return answers;
    }
}
