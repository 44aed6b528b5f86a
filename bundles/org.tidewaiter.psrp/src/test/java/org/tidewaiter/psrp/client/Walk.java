package org.tidewaiter.psrp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.tidewaiter.psrp.clixml.ClixmlLimits;
import org.tidewaiter.psrp.fragment.Defragmenter;
import org.tidewaiter.psrp.fragment.Fragment;
import org.tidewaiter.psrp.fragment.FragmentLimits;
import org.tidewaiter.psrp.fragment.PsrpException;
import org.tidewaiter.psrp.message.CreatePipeline;
import org.tidewaiter.psrp.message.HostCall;
import org.tidewaiter.psrp.message.HostResponse;
import org.tidewaiter.psrp.message.InitRunspacePool;
import org.tidewaiter.psrp.message.InvocationState;
import org.tidewaiter.psrp.message.Message;
import org.tidewaiter.psrp.message.MessageFormat;
import org.tidewaiter.psrp.message.MessageType;
import org.tidewaiter.psrp.message.PipelineInput;
import org.tidewaiter.psrp.message.RunspacePoolState;

/** One recorded conversation, walked to its end: both directions are decoded, pools and pipelines driven. */
final class Walk {

    private static final Pattern STATE = Pattern.compile("<I32 N=\"(Pipeline|Runspace)State\">(\\d)</I32>");

    private final MessageFormat format = new MessageFormat(ClixmlLimits.USUAL);
    private final Map<String, List<Client>> shells = new HashMap<>();
    /** By text search in the bytes: what the recording says last of a pipeline. */
    private final Map<UUID, Integer> lastStates = new HashMap<>();
    private final Map<MessageType, Integer> messages = new TreeMap<>();
    private int fragments;

    /** A client's view of a shell. One that connects to a shell is another client. */
    private static final class Client {
        /** Until its first message names the pool, one that nothing belongs to. */
        private RunspacePool pool = new RunspacePool(new UUID(0, 0), 0);
        private final Defragmenter fromClient = new Defragmenter(FragmentLimits.USUAL);
        private final Defragmenter fromServer = new Defragmenter(FragmentLimits.USUAL);
        private final List<Message> answers = new ArrayList<>();
        private final List<UUID> pipelines = new ArrayList<>();
        private boolean deleted;
        private int lastState = -1;
    }

    Map<MessageType, Integer> messages() {
        return messages;
    }

    int fragments() {
        return fragments;
    }

    boolean anyPsrp() {
        return !shells.isEmpty();
    }

    void walk(Recording recording) throws PsrpException {
        for (var exchange : recording.exchanges()) {
            var request = exchange.request();
            if (!request.powerShell() || request.shellId().isEmpty()) continue;
            if (request.action().equals("Create") || request.action().equals("Connect") && request.commandId().isEmpty()) {
                shells.computeIfAbsent(request.shellId(), _ -> new ArrayList<>()).add(new Client());
            }
            var clients = shells.get(request.shellId());
            var client = clients.stream().filter(c -> c.pool.state() != RunspacePoolState.DISCONNECTED).reduce((_, last) -> last)
                    .orElse(clients.getFirst());
            for (var carried : request.carried()) sent(client, carried);
            for (var carried : exchange.response().carried()) received(client, carried);
            // A server of protocol version 2.1 gives the shell an id of its own.
            var given = exchange.response().shellId();
            if (request.action().equals("Create") && !given.isEmpty()) shells.putIfAbsent(given, clients);
            answered(clients, client, request, exchange.response().action());
        }
        ended();
    }

    private void sent(Client client, byte[] carried) throws PsrpException {
        fragments += Fragment.read(carried).size();
        for (var bytes : client.fromClient.accept(carried)) {
            var message = decoded(bytes);
            if (message.type() == MessageType.SESSION_CAPABILITY) client.pool = new RunspacePool(message.runspacePoolId(), 1000);
            var pool = client.pool;
            switch (message.body()) {
                case InitRunspacePool init -> assertEquals(message, pool.open(init).getLast());
                case CreatePipeline create -> {
                    assertEquals(message, pool.start(message.pipelineId(), create));
                    client.pipelines.add(message.pipelineId());
                }
                case PipelineInput(var item) ->
                    assertEquals(message, pool.pipeline(message.pipelineId()).orElseThrow().input(item));
                case HostResponse response -> assertTrue(client.answers.stream()
                        .anyMatch(a -> a.body() instanceof HostResponse r && r.callId() == response.callId()
                                && r.type() == response.type()
                                && r.method().equals(response.method()) && message.pipelineId().equals(a.pipelineId())),
                        () -> "no answer to call " + response.callId());
                default -> {
                    if (message.type() == MessageType.CONNECT_RUNSPACEPOOL) assertEquals(message, pool.connect().getLast());
                    if (message.type() == MessageType.END_OF_PIPELINE_INPUT) {
                        assertEquals(message, pool.pipeline(message.pipelineId()).orElseThrow().endInput());
                    }
                }
            }
        }
    }

    private void received(Client client, byte[] carried) throws PsrpException {
        fragments += Fragment.read(carried).size();
        for (var bytes : client.fromServer.accept(carried)) {
            var message = decoded(bytes);
            var answers = client.pool.accept(message);
            assertEquals(message.body() instanceof HostCall call && call.expectsAnswer() ? 1 : 0, answers.size(),
                    message.type().name());
            for (var answer : answers) assertEquals(answer, format.read(format.write(answer)));
            client.answers.addAll(answers);
            var said = STATE.matcher(new String(bytes, StandardCharsets.UTF_8));
            if (said.find() && said.group(1).equals("Pipeline"))
                lastStates.put(message.pipelineId(), Integer.valueOf(said.group(2)));
            else
                if (message.type() == MessageType.RUNSPACEPOOL_STATE) client.lastState = Integer.parseInt(said.group(2));
                else
                    if (message.type() == MessageType.RUNSPACEPOOL_INIT_DATA)
                        client.lastState = RunspacePoolState.OPENED.ordinal();
        }
    }

    private Message decoded(byte[] bytes) throws PsrpException {
        var message = format.read(bytes);
        messages.merge(message.type(), 1, Integer::sum);
        assertEquals(message, format.read(format.write(message)), "written and read again");
        Faithful.check(message, bytes);
        return message;
    }

    private void answered(List<Client> clients, Client client, Recording.Envelope request, String answer) {
        switch (answer) {
            case "DisconnectResponse" -> client.pool.disconnected();
            case "ReconnectResponse" -> clients.stream().filter(c -> c.pool.state() == RunspacePoolState.DISCONNECTED)
                    .forEach(c -> c.pool.reconnected());
            case "DeleteResponse" -> clients.forEach(c -> {
                c.pool.closed();
                c.deleted = true;
            });
            case "SignalResponse" -> client.pool.pipeline(pipelineId(clients, request)).orElseThrow().terminated();
            case "ConnectResponse" -> {
                if (!request.commandId().isEmpty()) {
                    var id = pipelineId(clients, request);
                    client.pool.attach(id);
                    client.pipelines.add(id);
                }
            }
            default -> {
                // the state of the others is in their messages
            }
        }
    }

    /** The pipeline of a command. The recorded client, when it was young, wrote the bytes of ids in another order than the shell's ids. */
    private static UUID pipelineId(List<Client> clients, Recording.Envelope request) {
        var hex = request.commandId().replace("-", "");
        var swapped = Stream.of(6, 4, 2, 0, 10, 8, 14, 12, 16, 18, 20, 22, 24, 26, 28, 30).map(i -> hex.substring(i, i + 2))
                .collect(Collectors.joining());
        return clients.stream().flatMap(c -> c.pipelines.stream())
                .filter(id -> List.of(hex.toLowerCase(Locale.ROOT), swapped.toLowerCase(Locale.ROOT))
                        .contains(id.toString().replace("-", "")))
                .findFirst().orElseThrow();
    }

    /** What stands at the end is what the recording says. */
    private void ended() {
        for (var client : shells.values().stream().flatMap(List::stream).distinct().toList()) {
            assertEquals(0, client.fromServer.unfinished() + client.fromClient.unfinished(), "unfinished messages");
            assertEquals(client.deleted ? RunspacePoolState.CLOSED.ordinal() : client.lastState, client.pool.state().ordinal());
            for (var id : client.pipelines) {
                var state = client.pool.pipeline(id).orElseThrow().state();
                var said = lastStates.get(id);
                // Another client has heard the end of a pipeline that this one was disconnected from.
                var left = shells.values().stream().anyMatch(clients -> clients.contains(client) && clients.getLast() != client);
                assertEquals(said == null || left ? InvocationState.STOPPED : InvocationState.values()[said], state,
                        id.toString());
            }
        }
    }
}
