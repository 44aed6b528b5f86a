package org.tidewaiter.transport.net.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.probe.Probe;
import org.tidewaiter.engine.spi.ProbeAnswer;
import org.tidewaiter.engine.spi.Prober;
import org.tidewaiter.engine.spi.Question;
import org.tidewaiter.transport.net.Conversation;
import org.tidewaiter.transport.net.Unexpected;

/**
 * Asks an RPC endpoint mapper, twice: binds once with the first message of NTLM, hears the challenge, and leaves; then binds as nobody and
 * asks for the host's addresses and the registered interfaces. A login is not made and so none can fail. Stored are the PDUs as they came.
 * The answer's reason is {@code rpc}, {@code rpc-cut} when there was more than is kept, {@code not-rpc}, or how the connection ended.
 */
@Component(service = Prober.class)
public final class RpcProber implements Prober {
    private static final int HEARD_AT_MOST = 1 << 17;
    /** Whoever hangs up on NTLM may still talk to nobody in particular. */
    private static final Set<String> GOES_ON = Set.of("rpc", "closed", "reset");

    @Override
    public boolean supports(Probe probe) {
        return probe instanceof Probe.RpcEndpointMap;
    }

    @Override
    public ProbeAnswer ask(Question question) throws InterruptedException {
        var heard = new ByteArrayOutputStream();
        var first = Conversation.about(question, conversation -> {
            conversation.say(Rpc.bindWithNtlm(Rpc.Interface.MAPPER));
            hear(conversation, heard);
            return conversation.answer("rpc", heard.toByteArray());
        });
        if (!GOES_ON.contains(first.reason())) {
            return first;
        }
        var second = Conversation.about(question, conversation -> talk(conversation, heard));
        return second.bytes().length == 0 ? first : second;
    }

    /** What was heard is kept, however it ends. */
    private static ProbeAnswer talk(Conversation conversation, ByteArrayOutputStream heard) throws IOException {
        try {
            calls(conversation, heard);
            return conversation.answer("rpc", heard.toByteArray());
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return conversation.answer(Conversation.reason(e), heard.toByteArray());
        }
    }

    private static void calls(Conversation conversation, ByteArrayOutputStream heard) throws IOException {
        conversation.say(Rpc.bind(Rpc.Interface.MAPPER, Rpc.Interface.RESOLVER));
        var bound = hear(conversation, heard);
        if (bound.type() != Rpc.BIND_ACK) {
            return;
        }
        if (bound.accepts(EndpointMap.RESOLVER)) {
            conversation.nextStage();
            call(conversation, Rpc.call(EndpointMap.ALIVE_CALL, EndpointMap.RESOLVER, EndpointMap.SERVER_ALIVE, new byte[0]),
                    heard);
        }
        if (!bound.accepts(EndpointMap.MAPPER)) {
            return;
        }
        var handle = Optional.of(new byte[EndpointMap.HANDLE]);
        for (var i = 0; i < EndpointMap.MOST_LOOKUPS && handle.isPresent(); i++) {
            conversation.nextStage();
            var returned = call(conversation, Rpc.call(EndpointMap.FIRST_LOOKUP + i, EndpointMap.MAPPER, EndpointMap.LOOKUP,
                    EndpointMap.lookup(handle.get())), heard);
            handle = EndpointMap.handle(returned);
        }
        if (handle.isPresent()) {
            // There is more than we want: the mapper need not keep our place.
            conversation.nextStage();
            call(conversation, Rpc.call(EndpointMap.FREE_CALL, EndpointMap.MAPPER, EndpointMap.FREE_HANDLE, handle.get()), heard);
        }
    }

    /** What a call returns; empty when it fails. */
    private static byte[] call(Conversation conversation, byte[] request, ByteArrayOutputStream heard) throws IOException {
        conversation.say(request);
        var returned = new ByteArrayOutputStream();
        while (true) {
            var pdu = hear(conversation, heard);
            if (pdu.type() != Rpc.RESPONSE) {
                return new byte[0];
            }
            returned.writeBytes(pdu.stub());
            if (pdu.isLast()) {
                return returned.toByteArray();
            }
        }
    }

    private static Rpc.Pdu hear(Conversation conversation, ByteArrayOutputStream heard) throws IOException {
        var head = Wire.exactly(conversation.heard(), Rpc.HEADER);
        var length = Rpc.length(head);
        if (!Rpc.begins(head) || length < Rpc.HEADER) {
            throw new Unexpected("not-rpc");
        }
        if (heard.size() + length > HEARD_AT_MOST) {
            throw new Unexpected("rpc-cut");
        }
        var body = Wire.exactly(conversation.heard(), length - Rpc.HEADER);
        heard.writeBytes(head);
        heard.writeBytes(body);
        var pdus = Rpc.pdus(Wire.joined(head, body));
        return pdus.getFirst();
    }

    @Override
    public Optional<Observation> decode(Probe probe, byte[] bytes, Evidence evidence) {
        return EndpointMap.decode(probe.port(), bytes, evidence);
    }
}
