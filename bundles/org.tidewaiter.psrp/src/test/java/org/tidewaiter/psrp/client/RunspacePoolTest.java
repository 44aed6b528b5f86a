package org.tidewaiter.psrp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tidewaiter.psrp.clixml.ClixmlLimits;
import org.tidewaiter.psrp.clixml.ComplexObject;
import org.tidewaiter.psrp.clixml.Primitive;
import org.tidewaiter.psrp.fragment.Defragmenter;
import org.tidewaiter.psrp.fragment.FragmentLimits;
import org.tidewaiter.psrp.fragment.Fragmenter;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.ApplicationPrivateData;
import org.tidewaiter.psrp.message.Command;
import org.tidewaiter.psrp.message.CreatePipeline;
import org.tidewaiter.psrp.message.Destination;
import org.tidewaiter.psrp.message.ErrorRecord;
import org.tidewaiter.psrp.message.HostCall;
import org.tidewaiter.psrp.message.HostMethod;
import org.tidewaiter.psrp.message.HostResponse;
import org.tidewaiter.psrp.message.InformationalRecord;
import org.tidewaiter.psrp.message.InitRunspacePool;
import org.tidewaiter.psrp.message.InvocationState;
import org.tidewaiter.psrp.message.Message;
import org.tidewaiter.psrp.message.MessageBody;
import org.tidewaiter.psrp.message.MessageFormat;
import org.tidewaiter.psrp.message.MessageType;
import org.tidewaiter.psrp.message.PipelineOutput;
import org.tidewaiter.psrp.message.PipelineStateMessage;
import org.tidewaiter.psrp.message.PowerShell;
import org.tidewaiter.psrp.message.RunspacePoolInitData;
import org.tidewaiter.psrp.message.RunspacePoolState;
import org.tidewaiter.psrp.message.RunspacePoolStateMessage;
import org.tidewaiter.psrp.message.SessionCapability;

/** A pool and its pipelines, as a server drives them. */
class RunspacePoolTest {

    private static final UUID POOL = new UUID(1, 2);
    private static final UUID NONE = new UUID(0, 0);
    private static final UUID PIPELINE = new UUID(3, 4);
    private static final CreatePipeline DIR = CreatePipeline.of(PowerShell.of(Command.script("dir")));
    private static final ErrorRecord DENIED = ErrorRecord.of("System.UnauthorizedAccessException", "Access is denied.", "Denied",
            18);

    private final RunspacePool pool = new RunspacePool(POOL, 5);

    private List<Message> server(MessageBody body) throws PsrpException {
        return pool.accept(new Message(Destination.CLIENT, POOL, null, body));
    }

    private List<Message> pipeline(MessageBody body) throws PsrpException {
        return pool.accept(new Message(Destination.CLIENT, POOL, PIPELINE, body));
    }

    private PipelineResult result() {
        return pool.pipeline(PIPELINE).orElseThrow().result();
    }

    private void opened() throws PsrpException {
        pool.open(InitRunspacePool.of(1));
        pool.accept(new Message(Destination.CLIENT, NONE, null, SessionCapability.OURS));
        server(new ApplicationPrivateData(null));
        server(new RunspacePoolStateMessage(RunspacePoolState.OPENED, null));
    }

    private void running() throws PsrpException {
        opened();
        pool.start(PIPELINE, DIR);
    }

    private static PsrpException refused(Executable executable) {
        return assertThrows(PsrpException.class, executable);
    }

    @Test
    void opensByCapabilityAndState() throws PsrpException {
        var sent = pool.open(InitRunspacePool.of(1));
        assertEquals(List.of(MessageType.SESSION_CAPABILITY, MessageType.INIT_RUNSPACEPOOL),
                sent.stream().map(Message::type).toList());
        assertEquals(RunspacePoolState.NEGOTIATION_SENT, pool.state());
        assertEquals(List.of(), pool.accept(new Message(Destination.CLIENT, NONE, null, SessionCapability.OURS)));
        assertEquals(RunspacePoolState.NEGOTIATION_SUCCEEDED, pool.state());
        server(new RunspacePoolStateMessage(RunspacePoolState.OPENED, null));
        assertEquals(RunspacePoolState.OPENED, pool.state());
        assertEquals(SessionCapability.OURS, pool.serverCapability().orElseThrow());
    }

    @Test
    void aServerOfAnotherMajorVersionBreaksThePool() throws PsrpException {
        pool.open(InitRunspacePool.of(1));
        server(new SessionCapability(Primitive.Version.of(3, 0), Primitive.Version.of(2, 0), Primitive.Version.of(1, 1, 0, 1),
                null));
        assertEquals(RunspacePoolState.BROKEN, pool.state());
        assertEquals("the server speaks version 3.0 of the protocol, the client 2.3", pool.reason().orElseThrow());
    }

    @Test
    void aServerThatRefusesToOpenSaysWhy() throws PsrpException {
        pool.open(InitRunspacePool.of(1));
        server(SessionCapability.OURS);
        server(new RunspacePoolStateMessage(RunspacePoolState.BROKEN, DENIED));
        assertEquals(RunspacePoolState.BROKEN, pool.state());
        assertEquals("Access is denied.", pool.reason().orElseThrow());
        assertEquals(List.of(), server(SessionCapability.OURS));
    }

    @Test
    void whatComesOutOfTurnIsRefused() throws PsrpException {
        assertEquals("SESSION_CAPABILITY when the runspace pool is BEFORE_OPEN",
                refused(() -> server(SessionCapability.OURS)).getMessage());
        pool.open(InitRunspacePool.of(1));
        assertEquals("RUNSPACEPOOL_STATE when the runspace pool is NEGOTIATION_SENT",
                refused(() -> server(new RunspacePoolStateMessage(RunspacePoolState.OPENED, null))).getMessage());
        server(SessionCapability.OURS);
        assertEquals("RUNSPACEPOOL_INIT_DATA when the runspace pool is NEGOTIATION_SUCCEEDED",
                refused(() -> server(new RunspacePoolInitData(1, 1))).getMessage());
    }

    @Test
    void whatIsForOthersIsRefused() throws PsrpException {
        opened();
        assertTrue(refused(() -> pool.accept(new Message(Destination.CLIENT, new UUID(9, 9), null, SessionCapability.OURS)))
                .getMessage()
                .contains("of another runspace pool"));
        assertTrue(refused(() -> pool.accept(Message.toServer(POOL, SessionCapability.OURS))).getMessage()
                .contains("not for a client"));
        assertTrue(refused(() -> server(new PipelineOutput(new Primitive.Nil()))).getMessage().contains("of no pipeline"));
    }

    @Test
    void connectsToAPoolThatWasLeft() throws PsrpException {
        var sent = pool.connect();
        assertEquals(List.of(MessageType.SESSION_CAPABILITY, MessageType.CONNECT_RUNSPACEPOOL),
                sent.stream().map(Message::type).toList());
        server(SessionCapability.OURS);
        server(new RunspacePoolInitData(1, 1));
        assertEquals(RunspacePoolState.OPENED, pool.state());
        assertEquals(InvocationState.RUNNING, pool.attach(PIPELINE).state());
    }

    @Test
    void aPipelineGivesWhatItsStreamsCarry() throws PsrpException {
        running();
        pipeline(new PipelineOutput(new Primitive.Text("a")));
        pipeline(new InformationalRecord(MessageType.WARNING_RECORD, "slow", ComplexObject.of(List.of())));
        pipeline(DENIED);
        assertEquals(InvocationState.RUNNING, result().state());
        pipeline(new PipelineStateMessage(InvocationState.COMPLETED, null));
        pipeline(new PipelineOutput(new Primitive.Text("too late")));
        var result = result();
        assertEquals(InvocationState.COMPLETED, result.state());
        assertEquals(List.of(new Primitive.Text("a")), result.output());
        assertEquals(List.of(DENIED), result.errors());
        assertEquals("slow", result.warnings().getFirst().message());
        assertEquals(null, result.reason());
    }

    @Test
    void aPipelineThatFailsSaysWhy() throws PsrpException {
        running();
        pipeline(new PipelineStateMessage(InvocationState.FAILED, DENIED));
        assertEquals(InvocationState.FAILED, result().state());
        assertEquals(DENIED, result().reason());
    }

    @Test
    void aCallThatWaitsIsRefusedAndOneThatDoesNotIsLeftUnheard() throws PsrpException {
        running();
        var read = new HostMethod(11, "ReadLine");
        var answer = pipeline(new HostCall(MessageType.PIPELINE_HOST_CALL, 4, read, List.of()));
        assertEquals(1, answer.size());
        assertEquals(PIPELINE, answer.getFirst().pipelineId());
        assertEquals(4, assertInstanceOf(HostResponse.class, answer.getFirst().body()).callId());
        assertEquals(List.of(), pipeline(
                new HostCall(MessageType.PIPELINE_HOST_CALL, HostCall.NO_ANSWER, new HostMethod(16, "WriteLine2"), List.of())));
        assertEquals(2, result().hostCalls().size());
        var poolAnswer = server(new HostCall(MessageType.RUNSPACEPOOL_HOST_CALL, 5, read, List.of()));
        assertEquals(MessageType.RUNSPACEPOOL_HOST_RESPONSE, poolAnswer.getFirst().type());
        assertEquals(null, poolAnswer.getFirst().pipelineId());
    }

    @Test
    void stoppingWaitsForTheServersWord() throws PsrpException {
        running();
        var pipeline = pool.pipeline(PIPELINE).orElseThrow();
        assertTrue(pipeline.stop());
        assertFalse(pipeline.stop());
        pipeline(new PipelineStateMessage(InvocationState.RUNNING, null));
        assertEquals(InvocationState.STOPPING, pipeline.state());
        pipeline(new PipelineStateMessage(InvocationState.STOPPED, null));
        assertEquals(InvocationState.STOPPED, pipeline.state());
    }

    @Test
    void aSignalThatIsAnsweredEndsWhatTheServerSaysNothingOf() throws PsrpException {
        running();
        var pipeline = pool.pipeline(PIPELINE).orElseThrow();
        pipeline.stop();
        pipeline.terminated();
        assertEquals(InvocationState.STOPPED, pipeline.state());
    }

    @Test
    void aBrokenPoolFailsItsPipelines() throws PsrpException {
        running();
        pool.broken("the connection was closed in mid-reply");
        assertEquals(InvocationState.FAILED, result().state());
        assertEquals("the runspace pool is BROKEN: the connection was closed in mid-reply", result().failure());
        pool.closed();
        assertEquals(RunspacePoolState.BROKEN, pool.state());
    }

    @Test
    void aClosedPoolStopsItsPipelines() throws PsrpException {
        running();
        pool.closed();
        assertEquals(RunspacePoolState.CLOSED, pool.state());
        assertEquals(InvocationState.STOPPED, result().state());
        assertThrows(IllegalStateException.class, () -> pool.start(new UUID(5, 6), DIR));
    }

    @Test
    void inputIsTakenUntilItsEnd() throws PsrpException {
        opened();
        pool.start(PIPELINE, DIR.withInput());
        var pipeline = pool.pipeline(PIPELINE).orElseThrow();
        assertEquals(MessageType.PIPELINE_INPUT, pipeline.input(new Primitive.Text("a")).type());
        assertEquals(MessageType.END_OF_PIPELINE_INPUT, pipeline.endInput().type());
        assertThrows(IllegalStateException.class, () -> pipeline.input(new Primitive.Text("b")));
    }

    @Test
    void aFloodOfRecordsIsRefusedUnlessTheyAreTaken() throws PsrpException {
        running();
        for (var i = 0; i < 5; i++) pipeline(new PipelineOutput(new Primitive.Nil()));
        assertEquals(5, pool.pipeline(PIPELINE).orElseThrow().takeOutput().size());
        for (var i = 0; i < 5; i++) pipeline(new PipelineOutput(new Primitive.Nil()));
        assertEquals("a pipeline gave more than 5 records",
                refused(() -> pipeline(new PipelineOutput(new Primitive.Nil()))).getMessage());
    }

    @Test
    void mutatedRepliesGiveNothingButTheOneException() {
        var random = new Random(81);
        var format = new MessageFormat(ClixmlLimits.USUAL);
        var said = List.of(SessionCapability.OURS, new ApplicationPrivateData(null),
                new RunspacePoolStateMessage(RunspacePoolState.OPENED, null), new PipelineOutput(new Primitive.Text("a")), DENIED,
                new InformationalRecord(MessageType.VERBOSE_RECORD, "", ComplexObject.of(List.of())),
                new HostCall(MessageType.PIPELINE_HOST_CALL, 4, new HostMethod(11, "ReadLine"), List.of()),
                new PipelineStateMessage(InvocationState.COMPLETED, DENIED));
        var refused = 0;
        for (var round = 0; round < 4000; round++) {
            var mutated = new RunspacePool(POOL, 5);
            mutated.open(InitRunspacePool.of(1));
            var fragmenter = new Fragmenter();
            var defragmenter = new Defragmenter(FragmentLimits.USUAL);
            try {
                for (var i = 0; i < said.size(); i++) {
                    var body = said.get(random.nextInt(4) == 0 ? random.nextInt(said.size()) : i);
                    var to = body.type().ofPipeline() ? PIPELINE : null;
                    for (var part : fragmenter.fragment(format.write(new Message(Destination.CLIENT, POOL, to, body)), 200)) {
                        if (random.nextInt(8) == 0) part[random.nextInt(part.length)] ^= (byte) (1 << random.nextInt(8));
                        for (var bytes : defragmenter.accept(part)) mutated.accept(format.read(bytes));
                    }
                    if (mutated.state() == RunspacePoolState.OPENED && mutated.pipeline(PIPELINE).isEmpty())
                        mutated.start(PIPELINE, DIR);
                }
            } catch (PsrpException e) {
                refused++;
                mutated.broken(e.getMessage());
                assertTrue(mutated.pipeline(PIPELINE).map(p -> p.state().ended()).orElse(true));
            }
        }
        assertTrue(refused > 1000 && refused < 4000, refused + " of 4000");
    }

    @Test
    void whatIsForgottenIsLeftUnheard() throws PsrpException {
        running();
        pool.forget(PIPELINE);
        assertTrue(pool.pipeline(PIPELINE).isPresent());
        pipeline(new PipelineStateMessage(InvocationState.COMPLETED, null));
        pool.forget(PIPELINE);
        assertTrue(pool.pipeline(PIPELINE).isEmpty());
        assertEquals(List.of(), pipeline(new PipelineOutput(new Primitive.Nil())));
    }

    @Test
    void aDisconnectedPoolComesBackWithItsPipelines() throws PsrpException {
        running();
        pool.disconnected();
        assertEquals(InvocationState.DISCONNECTED, result().state());
        pool.reconnected();
        assertEquals(InvocationState.RUNNING, result().state());
        assertThrows(IllegalStateException.class, () -> pool.start(PIPELINE, DIR));
    }
}
