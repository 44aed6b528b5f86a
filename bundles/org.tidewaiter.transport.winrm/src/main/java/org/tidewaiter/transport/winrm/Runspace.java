package org.tidewaiter.transport.winrm;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.engine.spi.Deadline;
import org.tidewaiter.psrp.client.Pipeline;
import org.tidewaiter.psrp.client.RunspacePool;
import org.tidewaiter.psrp.clixml.ClixmlLimits;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.fragment.Defragmenter;
import org.tidewaiter.psrp.fragment.FragmentLimits;
import org.tidewaiter.psrp.fragment.Fragmenter;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.Command;
import org.tidewaiter.psrp.message.CreatePipeline;
import org.tidewaiter.psrp.message.ErrorRecord;
import org.tidewaiter.psrp.message.InitRunspacePool;
import org.tidewaiter.psrp.message.InvocationState;
import org.tidewaiter.psrp.message.Message;
import org.tidewaiter.psrp.message.MessageFormat;
import org.tidewaiter.psrp.message.PowerShell;
import org.tidewaiter.psrp.message.RunspacePoolState;

/** One runspace of a PowerShell, over a remote shell, [MS-PSRP] 3.1: opened once, runs one pipeline after the other. */
final class Runspace {

    private static final Duration POLL = Duration.ofSeconds(15);
    /** Room for a fragment in base64 within an envelope of 150 KB, which PowerShell 2 servers take at most. */
    private static final int FRAGMENT_BYTES = 98_304;
    private static final FragmentLimits FRAGMENTS = new FragmentLimits(32 << 20, 16);
    private static final int MAXIMUM_RECORDS = 100_000;

    private final String target;
    private final RemoteShell shell;
    private final RunspacePool pool = new RunspacePool(UUID.randomUUID(), MAXIMUM_RECORDS);
    private final Fragmenter fragmenter = new Fragmenter();
    private final Defragmenter defragmenter = new Defragmenter(FRAGMENTS);
    private final MessageFormat format = new MessageFormat(ClixmlLimits.USUAL);

    Runspace(String target, RemoteShell shell) {
        this.target = target;
        this.shell = shell;
    }

    /** Opens it: creates the shell and negotiates. */
    void open(Deadline deadline) throws TransportException, InterruptedException, ShellRefused {
        var first = new ByteArrayOutputStream();
        for (var message : pool.open(InitRunspacePool.of(1))) {
            fragmenter.fragment(format.write(message), FRAGMENT_BYTES).forEach(first::writeBytes);
        }
        shell.create(pool.id(), first.toByteArray());
        while (pool.state() != RunspacePoolState.OPENED) {
            take(null, shell.receive(null, deadline.atMost(POLL)));
            if (pool.state() == RunspacePoolState.BROKEN || pool.state() == RunspacePoolState.CLOSED) {
                throw new TransportException(Failure.UNSUPPORTED, target + ": PowerShell opened no runspace: "
                        + pool.reason().orElse("it gave no reason"));
            }
            if (deadline.passed()) {
                throw new TransportException(Failure.TIMED_OUT, target
                        + ": PowerShell opened no runspace in time; the computer may be under load, or its profile service hang");
            }
        }
    }

    /** The computer, for messages. */
    String target() {
        return target;
    }

    /** The version of PowerShell; empty where it did not say. */
    String version() {
        return pool.privateData().flatMap(d -> d.version("PSVersion")).map(Primitive.Version::text).orElse("");
    }

    /** Starts a script in its own pipeline. */
    UUID start(String script) throws TransportException, InterruptedException {
        var id = UUID.randomUUID();
        var fragments = fragmenter.fragment(
                format.write(pool.start(id, CreatePipeline.of(PowerShell.of(Command.script(script))))), FRAGMENT_BYTES);
        shell.command(id, fragments.getFirst());
        for (var fragment : fragments.subList(1, fragments.size())) {
            shell.send(id, fragment);
        }
        return id;
    }

    /**
     * Waits for what a pipeline has to say.
     *
     * @return the texts among its output, in order; none when it said nothing in time
     */
    List<String> poll(UUID pipeline, Duration wait) throws TransportException, InterruptedException {
        take(pipeline, shell.receive(pipeline, wait.compareTo(POLL) > 0 ? POLL : wait));
        var texts = new ArrayList<String>();
        for (var value : pool.pipeline(pipeline).map(Pipeline::takeOutput).orElse(List.of())) {
            if (value instanceof Primitive.Text(var text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Whether the pipeline has ended. */
    boolean ended(UUID pipeline) {
        return pool.pipeline(pipeline).map(p -> p.state().ended()).orElse(true);
    }

    /** Why it failed, in PowerShell's name for the error and its words; absent when it did not. */
    @Nullable
    ErrorRecord failure(UUID pipeline) {
        var known = pool.pipeline(pipeline).orElse(null);
        return known == null || known.state() != InvocationState.FAILED ? null : known.result().reason();
    }

    /** Ends a pipeline that has not ended. */
    void stop(UUID pipeline) throws TransportException, InterruptedException {
        var known = pool.pipeline(pipeline).orElse(null);
        if (known != null && known.stop()) {
            shell.terminate(pipeline);
            known.terminated();
        }
    }

    private void take(@Nullable UUID pipeline, RemoteShell.Received received) throws TransportException, InterruptedException {
        try {
            for (var stream : received.streams()) {
                for (var bytes : defragmenter.accept(stream)) {
                    answer(pipeline, pool.accept(format.read(bytes)));
                }
            }
        } catch (PsrpException e) {
            pool.broken(String.valueOf(e.getMessage()));
            throw new TransportException(Failure.BROKEN,
                    target + ": PowerShell's answer cannot be followed: " + e.getMessage(), e);
        }
    }

    /** Refuses the calls of a host that the server makes: nobody sits here to be asked. */
    private void answer(@Nullable UUID pipeline, List<Message> messages) throws TransportException, InterruptedException {
        for (var message : messages) {
            for (var fragment : fragmenter.fragment(format.write(message), FRAGMENT_BYTES)) {
                shell.send(pipeline, fragment);
            }
        }
    }
}
