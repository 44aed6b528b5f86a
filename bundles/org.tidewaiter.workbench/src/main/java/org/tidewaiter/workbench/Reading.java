package org.tidewaiter.workbench;

import java.io.IOException;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.jspecify.annotations.Nullable;

/**
 * Reads one thing at a time in a job and hands it over on the UI thread. A new request makes an older one stale: it is cancelled, and its
 * answer, if it still comes, is dropped. Used on the UI thread alone.
 */
final class Reading {

    /** What is read. Runs in a job. */
    @FunctionalInterface
    interface Source<T> {
        T read() throws IOException;
    }

    private final Display display;
    private @Nullable Job current;

    Reading(Display display) {
        this.display = display;
    }

    /**
     * Begins to read.
     *
     * @param what   name of the job, for the progress line
     * @param done   gets the answer, on the UI thread
     * @param failed gets a sentence for the user, on the UI thread
     */
    <T> void start(String what, Source<T> source, Consumer<T> done, Consumer<String> failed) {
        cancel();
        var job = new Job(what) {
            @Override
            protected IStatus run(@Nullable IProgressMonitor monitor) {
                try {
                    var answer = source.read();
                    handOver(this, () -> done.accept(answer));
                } catch (IOException e) {
                    handOver(this, () -> failed.accept(String.valueOf(e.getMessage())));
                }
                return Status.OK_STATUS;
            }
        };
        current = job;
        job.schedule();
    }

    /** Makes what is being read stale. */
    void cancel() {
        if (current != null) {
            current.cancel();
            current = null;
        }
    }

    private void handOver(Job job, Runnable use) {
        if (display.isDisposed()) {
            return;
        }
        display.asyncExec(() -> {
            if (job == current) {
                current = null;
                use.run();
            }
        });
    }
}
