package org.tidewaiter.transport.winrm;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.transport.winrm.http.WsmanChannel;
import org.tidewaiter.transport.winrm.wsman.CimReplies;
import org.tidewaiter.transport.winrm.wsman.CimReplies.Batch;
import org.tidewaiter.transport.winrm.wsman.CimReplies.Instance;
import org.tidewaiter.transport.winrm.wsman.CimRequests;
import org.tidewaiter.transport.winrm.wsman.Conversation;
import org.tidewaiter.transport.winrm.wsman.WsmanFault;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** WMI over a channel, with the answers put as a PowerShell would. */
final class WsmanCim implements CimServer {

    private static final int MAXIMUM_ELEMENTS = 500;
    private static final int MAXIMUM_INSTANCES = 100_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final WsmanChannel channel;
    private final Conversation conversation;

    WsmanCim(WsmanChannel channel, Conversation conversation) {
        this.channel = channel;
        this.conversation = conversation;
    }

    @Override
    public void enumerate(CimQuery query, Rows rows, Rows refused) throws TransportException, InterruptedException {
        var requests = new CimRequests(conversation.within(query.timeout()), query.namespace(), MAXIMUM_ELEMENTS);
        var deadline = query.timeout().plusSeconds(10);
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            var batch = CimReplies.enumerated(channel.post(requests.enumerate(query.wql()), deadline));
            var count = write(json, batch, query.properties());
            for (var context = batch.context(); context.isPresent(); context = next(batch.context(), count)) {
                if (text.getBuffer().length() > query.limitBytes()) {
                    CimReplies.released(channel.post(requests.release(context.get()), deadline));
                    break;
                }
                batch = CimReplies.pulled(channel.post(requests.pull(context.get()), deadline));
                count += write(json, batch, query.properties());
            }
            json.writeEndArray();
        } catch (WsmanFault e) {
            refused.take(refusal(e));
            return;
        }
        rows.take(text.toString());
    }

    private static Optional<String> next(Optional<String> context, int count) {
        return count > MAXIMUM_INSTANCES ? Optional.empty() : context;
    }

    /** As PowerShell names such errors: a category, and the number behind {@code HRESULT}. */
    private static String refusal(WsmanFault fault) {
        var category = fault.isAccessDenied() ? "PermissionDenied"
                : fault.isOperationTimeout() ? "OperationTimeout" : "NotSpecified";
        return category + " HRESULT 0x%08X".formatted(fault.faultCode() & 0xffff_ffffL);
    }

    private static int write(JsonGenerator json, Batch batch, List<String> properties) {
        for (var instance : batch.instances()) {
            write(json, instance, properties);
        }
        return batch.instances().size();
    }

    /** Only what was asked for, though some services tell more. */
    private static void write(JsonGenerator json, Instance instance, List<String> properties) {
        json.writeStartObject();
        instance.properties().forEach((name, values) -> {
            if (!values.isEmpty() && properties.stream().anyMatch(name::equalsIgnoreCase)) {
                if (values.size() == 1) {
                    json.writeStringProperty(name, values.getFirst());
                } else {
                    json.writeArrayPropertyStart(name);
                    values.forEach(json::writeString);
                    json.writeEndArray();
                }
            }
        });
        json.writeEndObject();
    }
}
