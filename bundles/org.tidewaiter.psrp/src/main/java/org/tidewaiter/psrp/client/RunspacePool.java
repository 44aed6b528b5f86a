package org.tidewaiter.psrp.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.ApplicationPrivateData;
import org.tidewaiter.psrp.message.CreatePipeline;
import org.tidewaiter.psrp.message.Destination;
import org.tidewaiter.psrp.message.EncryptedSessionKey;
import org.tidewaiter.psrp.message.HostCall;
import org.tidewaiter.psrp.message.HostResponse;
import org.tidewaiter.psrp.message.InitRunspacePool;
import org.tidewaiter.psrp.message.Message;
import org.tidewaiter.psrp.message.MessageBody;
import org.tidewaiter.psrp.message.MessageType;
import org.tidewaiter.psrp.message.OtherMessage;
import org.tidewaiter.psrp.message.RunspacePoolInitData;
import org.tidewaiter.psrp.message.RunspacePoolState;
import org.tidewaiter.psrp.message.RunspacePoolStateMessage;
import org.tidewaiter.psrp.message.SessionCapability;

/**
 * A runspace pool as the client sees it, [MS-PSRP] 3.1.1.2: decoded messages go in, messages to be sent come out. Carrying them is the
 * transport's duty, and so is telling when it can no longer. Not safe for use by several threads.
 */
public final class RunspacePool {

    private static final int PROTOCOL = 2;
    private static final UUID NONE = new UUID(0, 0);

    private final UUID id;
    private final int maximumRecords;
    private final Map<UUID, Pipeline> pipelines = new HashMap<>();
    private RunspacePoolState state = RunspacePoolState.BEFORE_OPEN;
    private @Nullable SessionCapability serverCapability;
    private @Nullable ApplicationPrivateData privateData;
    private @Nullable String reason;
    private boolean connects;

    /**
     * A pool that is not open yet.
     *
     * @param id             its id, which WS-Management takes for the shell's
     * @param maximumRecords how many records each pipeline may give that nobody takes
     */
    public RunspacePool(UUID id, int maximumRecords) {
        this.id = id;
        this.maximumRecords = maximumRecords;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** Where it stands. */
    public RunspacePoolState state() {
        return state;
    }

    /** Why it is broken or closed, in words; empty where nobody said. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** The server's capabilities, once it has told them. */
    public Optional<SessionCapability> serverCapability() {
        return Optional.ofNullable(serverCapability);
    }

    /** What the server tells of itself, once it has. */
    public Optional<ApplicationPrivateData> privateData() {
        return Optional.ofNullable(privateData);
    }

    /** Opens it; 3.1.4.1. Returns what is to be sent, in one with the creation of the shell. */
    public List<Message> open(InitRunspacePool init) {
        due(RunspacePoolState.BEFORE_OPEN);
        state = RunspacePoolState.NEGOTIATION_SENT;
        return List.of(Message.toServer(id, SessionCapability.OURS), Message.toServer(id, init));
    }

    /** Connects to it where another client left it; 3.1.4.9. Returns what is to be sent, in one with the shell's Connect. */
    public List<Message> connect() {
        due(RunspacePoolState.BEFORE_OPEN);
        connects = true;
        state = RunspacePoolState.CONNECTING;
        return List.of(Message.toServer(id, SessionCapability.OURS),
                Message.toServer(id, new OtherMessage(MessageType.CONNECT_RUNSPACEPOOL, new Primitive.Text(""))));
    }

    /**
     * Starts a pipeline; 3.1.4.3.
     *
     * @param pipelineId its id; one that has ended may be used again
     * @param create     what it runs
     * @return what is to be sent
     */
    public Message start(UUID pipelineId, CreatePipeline create) {
        return added(pipelineId).start(create);
    }

    /** A pipeline that another client started. The transport connects to its command. */
    public Pipeline attach(UUID pipelineId) {
        var pipeline = added(pipelineId);
        pipeline.attach();
        return pipeline;
    }

    /** A pipeline that was started or attached to. */
    public Optional<Pipeline> pipeline(UUID pipelineId) {
        return Optional.ofNullable(pipelines.get(pipelineId));
    }

    /** Forgets a pipeline that has ended, and what it gave. */
    public void forget(UUID pipelineId) {
        if (pipelines.containsKey(pipelineId) && pipelines.get(pipelineId).state().ended()) {
            pipelines.remove(pipelineId);
        }
    }

    /** The shell was disconnected; 3.1.4.7. */
    public void disconnected() {
        due(RunspacePoolState.OPENED);
        state = RunspacePoolState.DISCONNECTED;
        pipelines.values().forEach(Pipeline::disconnect);
    }

    /** The shell was reconnected by the client that had disconnected it; 3.1.4.8. */
    public void reconnected() {
        due(RunspacePoolState.DISCONNECTED);
        state = RunspacePoolState.OPENED;
        pipelines.values().forEach(Pipeline::reconnect);
    }

    /** The shell was deleted; 3.1.4.2. Pipelines that have not ended are stopped by that. */
    public void closed() {
        if (state != RunspacePoolState.BROKEN) {
            state = RunspacePoolState.CLOSED;
        }
        pipelines.values().forEach(Pipeline::terminated);
    }

    /** The transport can no longer carry messages, or what it carried was none: the pool is broken, pipelines that have not ended fail. */
    public void broken(String why) {
        if (state != RunspacePoolState.CLOSED) {
            end(RunspacePoolState.BROKEN, why);
        }
    }

    /**
     * Takes a message of the server.
     *
     * @return what is to be sent; mostly nothing
     * @throws PsrpException when it is not for this pool, or not one that may come now; the pool is to be given up then
     */
    public List<Message> accept(Message message) throws PsrpException {
        if (message.destination() != Destination.CLIENT) {
            throw new PsrpException(message.type() + " is not for a client");
        }
        // Windows sends SESSION_CAPABILITY and ENCRYPTED_SESSION_KEY with zeros.
        if (!message.runspacePoolId().equals(id) && !message.runspacePoolId().equals(NONE)) {
            throw new PsrpException(message.type() + " of another runspace pool, " + message.runspacePoolId());
        }
        if (ended()) {
            return List.of();
        }
        var pipelineId = message.pipelineId();
        if (!message.type().ofPipeline()) {
            return pool(message.body());
        }
        if (pipelineId == null) {
            throw new PsrpException(message.type() + " of no pipeline");
        }
        var pipeline = pipelines.get(pipelineId);
        // A pipeline that was forgotten may still have something to say.
        return pipeline == null ? List.of() : pipeline.accept(message.body());
    }

    private List<Message> pool(MessageBody body) throws PsrpException {
        switch (body) {
            case SessionCapability capability -> negotiated(capability);
            case ApplicationPrivateData data -> privateData = data;
            case RunspacePoolInitData _ -> {
                expected(connects && state == RunspacePoolState.NEGOTIATION_SUCCEEDED, body);
                state = RunspacePoolState.OPENED;
            }
            case RunspacePoolStateMessage change -> change(change);
            case HostCall call -> {
                return call.expectsAnswer() ? List.of(Message.toServer(id, HostResponse.refusal(call))) : List.of();
            }
            case EncryptedSessionKey _ -> {
                // for secure strings, which this client neither sends nor reads
            }
            case OtherMessage _ -> {
                // answers what this client does not ask
            }
            default -> throw new PsrpException(body.type() + " for a runspace pool");
        }
        return List.of();
    }

    private void negotiated(SessionCapability capability) throws PsrpException {
        expected(state == RunspacePoolState.NEGOTIATION_SENT || state == RunspacePoolState.CONNECTING, capability);
        serverCapability = capability;
        // 3.1.5.4.1: the same major version, or there is nothing to talk about.
        if (capability.protocolVersion().major() != PROTOCOL) {
            end(RunspacePoolState.BROKEN,
                    "the server speaks version " + capability.protocolVersion().text() + " of the protocol, the client "
                            + SessionCapability.OURS.protocolVersion().text());
        } else {
            state = RunspacePoolState.NEGOTIATION_SUCCEEDED;
        }
    }

    private void change(RunspacePoolStateMessage change) throws PsrpException {
        switch (change.state()) {
            case OPENED -> {
                expected(state == RunspacePoolState.NEGOTIATION_SUCCEEDED || state == RunspacePoolState.OPENED, change);
                state = RunspacePoolState.OPENED;
            }
            case BROKEN, CLOSED -> {
                var said = change.reason();
                end(change.state(), said == null ? "the server gave no reason" : said.message());
            }
            case CLOSING -> state = RunspacePoolState.CLOSING;
            case BEFORE_OPEN, OPENING, NEGOTIATION_SENT, NEGOTIATION_SUCCEEDED, CONNECTING, DISCONNECTED -> {
                // The server's own way there; 3.1.5.4.9 has the client act on the others alone.
            }
        }
    }

    private void end(RunspacePoolState last, String why) {
        if (!ended()) {
            state = last;
            reason = why;
            pipelines.values().forEach(p -> p.fail("the runspace pool is " + last + ": " + why));
        }
    }

    private boolean ended() {
        return state == RunspacePoolState.BROKEN || state == RunspacePoolState.CLOSED;
    }

    private Pipeline added(UUID pipelineId) {
        due(RunspacePoolState.OPENED);
        var former = pipelines.get(pipelineId);
        if (former != null && !former.state().ended()) {
            throw new IllegalStateException("a pipeline of this id is " + former.state());
        }
        var pipeline = new Pipeline(id, pipelineId, maximumRecords);
        pipelines.put(pipelineId, pipeline);
        return pipeline;
    }

    private void expected(boolean fits, MessageBody body) throws PsrpException {
        if (!fits) {
            throw new PsrpException(body.type() + " when the runspace pool is " + state);
        }
    }

    private void due(RunspacePoolState wanted) {
        if (state != wanted) {
            throw new IllegalStateException("the runspace pool is " + state + ", not " + wanted);
        }
    }
}
