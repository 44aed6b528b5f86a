package org.tidewaiter.transport.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.tidewaiter.transport.shell.ShellChannel;

/** One child process with its descendants. */
final class ProcessChannel implements ShellChannel {

    private static final long PATIENCE_MILLIS = 1_500;
    private static final ThreadFactory THREADS = Thread.ofPlatform().name("local-shell-", 0).daemon().factory();

    private final Process process;

    ProcessChannel(Process process) {
        this.process = process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public ThreadFactory threads() {
        return THREADS;
    }

    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It no longer reads: it has ended, or is about to be ended.
        }
    }

    /** Ends the input, upon which the script ends what it runs; what is left after a while is killed, children first. */
    @Override
    public void close() {
        var family = process.descendants().toList();
        endInput();
        var interrupted = false;
        try {
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                kill(process.descendants().toList());
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            kill(process.descendants().toList());
            process.destroyForcibly();
        }
        kill(family);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
