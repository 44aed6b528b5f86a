package org.tidewaiter.psrp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Value;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.CreatePipeline;
import org.tidewaiter.psrp.message.EndOfPipelineInput;
import org.tidewaiter.psrp.message.ErrorRecord;
import org.tidewaiter.psrp.message.HostCall;
import org.tidewaiter.psrp.message.HostResponse;
import org.tidewaiter.psrp.message.InformationRecord;
import org.tidewaiter.psrp.message.InformationalRecord;
import org.tidewaiter.psrp.message.InvocationState;
import org.tidewaiter.psrp.message.Message;
import org.tidewaiter.psrp.message.MessageBody;
import org.tidewaiter.psrp.message.PipelineInput;
import org.tidewaiter.psrp.message.PipelineOutput;
import org.tidewaiter.psrp.message.PipelineStateMessage;
import org.tidewaiter.psrp.message.ProgressRecord;

/** A pipeline of a {@link RunspacePool}, [MS-PSRP] 3.1.1.3. Not safe for use by several threads. */
public final class Pipeline {

    private final UUID runspacePoolId;
    private final UUID id;
    private final int maximumRecords;
    private final List<Value> output = new ArrayList<>();
    private final List<ErrorRecord> errors = new ArrayList<>();
    private final List<InformationalRecord> warnings = new ArrayList<>();
    private final List<InformationalRecord> verbose = new ArrayList<>();
    private final List<InformationalRecord> debug = new ArrayList<>();
    private final List<InformationRecord> information = new ArrayList<>();
    private final List<HostCall> hostCalls = new ArrayList<>();
    private @Nullable ProgressRecord progress;
    private @Nullable ErrorRecord reason;
    private @Nullable String failure;
    private InvocationState state = InvocationState.NOT_STARTED;
    private boolean takesInput;
    private int records;

    Pipeline(UUID runspacePoolId, UUID id, int maximumRecords) {
        this.runspacePoolId = runspacePoolId;
        this.id = id;
        this.maximumRecords = maximumRecords;
    }

    /** Its id, which WS-Management takes for the command's. */
    public UUID id() {
        return id;
    }

    /** Where it stands. */
    public InvocationState state() {
        return state;
    }

    /** Starts it; 3.1.4.3. Returns what is to be sent. */
    Message start(CreatePipeline create) {
        due(InvocationState.NOT_STARTED);
        takesInput = !create.noInput();
        state = InvocationState.RUNNING;
        return Message.toServer(runspacePoolId, id, create);
    }

    /** It runs already: its pool was connected to. */
    void attach() {
        due(InvocationState.NOT_STARTED);
        state = InvocationState.RUNNING;
    }

    /** Hands an item in; 3.1.4.6. Returns what is to be sent. */
    public Message input(Value item) {
        open();
        return Message.toServer(runspacePoolId, id, new PipelineInput(item));
    }

    /** There are no more items. Returns what is to be sent. */
    public Message endInput() {
        open();
        takesInput = false;
        return Message.toServer(runspacePoolId, id, new EndOfPipelineInput());
    }

    /**
     * Stops it; 3.1.4.4. There is no message for it: the transport sends a signal. Its state is STOPPING until the server says more, or
     * {@link #terminated()} says that it will not.
     *
     * @return whether a signal is to be sent: it runs
     */
    public boolean stop() {
        if (state != InvocationState.RUNNING) {
            return false;
        }
        state = InvocationState.STOPPING;
        return true;
    }

    /** The transport's signal was answered: nothing more comes. A pipeline that has not ended counts as stopped. */
    public void terminated() {
        if (!state.ended()) {
            state = InvocationState.STOPPED;
        }
    }

    /** What it gave so far. */
    public PipelineResult result() {
        return new PipelineResult(state, reason, failure, output, errors, warnings, verbose, debug, information, progress,
                hostCalls);
    }

    /** The output that has come since the last call of this method; it is not kept. */
    public List<Value> takeOutput() {
        var taken = List.copyOf(output);
        output.clear();
        records -= taken.size();
        return taken;
    }

    void fail(String why) {
        if (!state.ended()) {
            state = InvocationState.FAILED;
            failure = why;
        }
    }

    void disconnect() {
        if (!state.ended()) {
            state = InvocationState.DISCONNECTED;
        }
    }

    void reconnect() {
        if (state == InvocationState.DISCONNECTED) {
            state = InvocationState.RUNNING;
        }
    }

    /** Takes what the server says; what comes after the end is left unheard. Returns what is to be sent. */
    List<Message> accept(MessageBody body) throws PsrpException {
        if (state.ended()) {
            return List.of();
        }
        switch (body) {
            case PipelineOutput(var item) -> keep(output, item);
            case ErrorRecord error -> keep(errors, error);
            case InformationalRecord said -> keep(switch (said.type()) {
                case WARNING_RECORD -> warnings;
                case VERBOSE_RECORD -> verbose;
                default -> debug;
            }, said);
            case InformationRecord said -> keep(information, said);
            case ProgressRecord said -> progress = said;
            case PipelineStateMessage change -> change(change);
            case HostCall call -> {
                keep(hostCalls, call);
                return call.expectsAnswer() ? List.of(Message.toServer(runspacePoolId, id, HostResponse.refusal(call)))
                        : List.of();
            }
            default -> throw new PsrpException(body.type() + " for a pipeline");
        }
        return List.of();
    }

    private void change(PipelineStateMessage change) {
        // A server that still says RUNNING does not take a stop back.
        if (change.state() != InvocationState.RUNNING || state != InvocationState.STOPPING) {
            state = change.state();
        }
        reason = change.reason() == null ? reason : change.reason();
    }

    private <T> void keep(List<T> stream, T item) throws PsrpException {
        if (records >= maximumRecords) {
            throw new PsrpException("a pipeline gave more than " + maximumRecords + " records");
        }
        records++;
        stream.add(item);
    }

    private void open() {
        due(InvocationState.RUNNING);
        if (!takesInput) {
            throw new IllegalStateException("the pipeline takes no input, or no more");
        }
    }

    private void due(InvocationState wanted) {
        if (state != wanted) {
            throw new IllegalStateException("the pipeline is " + state + ", not " + wanted);
        }
    }
}
