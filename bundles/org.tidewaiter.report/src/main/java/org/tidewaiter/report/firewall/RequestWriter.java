package org.tidewaiter.report.firewall;

import java.util.List;

import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;
import org.tidewaiter.report.firewall.FirewallRequest.Other;
import org.tidewaiter.report.firewall.FirewallRequest.Service;

import tools.jackson.core.JsonGenerator;

/** Writes a firewall request as JSON; {@link RequestReader} reads the same fields in the same order. */
final class RequestWriter {

    private final JsonGenerator json;

    RequestWriter(JsonGenerator json) {
        this.json = json;
    }

    void document(FirewallRequest request) {
        json.writeStartObject();
        json.writeStringProperty("schema", FirewallRequestFile.SCHEMA);
        text("made", request.made());
        texts("sources", request.sources());
        text("until", request.until());
        json.writeArrayPropertyStart("openings");
        request.openings().forEach(this::opening);
        json.writeEndArray();
        json.writeArrayPropertyStart("services");
        request.services().forEach(this::service);
        json.writeEndArray();
        json.writeArrayPropertyStart("others");
        request.others().forEach(this::other);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void opening(Opening opening) {
        json.writeStartObject();
        text("id", opening.id());
        port(opening.protocol(), opening.port());
        texts("destinations", opening.destinations());
        json.writeNumberProperty("devices", opening.devices());
        text("purpose", opening.purpose());
        text("effect", opening.effect());
        texts("lost", opening.lost());
        texts("rules", opening.rules());
        texts("tellers", opening.tellers());
        json.writeBooleanProperty("temporary", opening.temporary());
        json.writeEndObject();
    }

    private void service(Service service) {
        json.writeStartObject();
        port(service.protocol(), service.port());
        texts("destinations", service.destinations());
        text("remedy", service.remedy());
        text("effect", service.effect());
        text("rule", service.rule());
        json.writeEndObject();
    }

    private void other(Other other) {
        json.writeStartObject();
        port(other.protocol(), other.port());
        texts("destinations", other.destinations());
        text("why", other.why());
        text("remedy", other.remedy());
        text("rule", other.rule());
        json.writeEndObject();
    }

    private void port(Protocol protocol, int port) {
        text("protocol", protocol.name().toLowerCase(java.util.Locale.ROOT));
        json.writeNumberProperty("port", port);
    }

    private void text(String name, Object value) {
        json.writeStringProperty(name, value.toString());
    }

    private void texts(String name, List<?> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(v -> json.writeString(v.toString()));
        json.writeEndArray();
    }
}
