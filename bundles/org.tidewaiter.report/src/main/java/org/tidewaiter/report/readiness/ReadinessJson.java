package org.tidewaiter.report.readiness;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.store.StoredReadiness;
import org.tidewaiter.store.StoredReadiness.Result;

import tools.jackson.core.JsonGenerator;

/** Readiness in the JSON report. */
public record ReadinessJson(JsonGenerator json) {

    /** A device's property {@code readiness}. */
    public void device(StoredReadiness readiness) {
        json.writeObjectPropertyStart("readiness");
        json.writeStringProperty("family", readiness.family());
        json.writeBooleanProperty("recognised", readiness.recognised());
        json.writeStringProperty("verdict", readiness.verdict().name());
        texts("lost", readiness.lost());
        json.writeArrayPropertyStart("rules");
        readiness.results().forEach(this::result);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void result(Result result) {
        var rule = result.rule();
        var evidence = result.evidence();
        json.writeStartObject();
        json.writeStringProperty("id", rule.id());
        json.writeStringProperty("stage", lower(rule.stage()));
        json.writeStringProperty("protocol", lower(rule.protocol()));
        if (rule.protocol() != Protocol.ICMP) {
            json.writeNumberProperty("port", rule.port());
        }
        json.writeStringProperty("party", lower(rule.party()).replace('_', '-'));
        json.writeStringProperty("standing", result.cause().standing().name());
        json.writeStringProperty("cause", result.cause().name());
        json.writeBooleanProperty("counts", result.counts());
        text("server", result.server());
        text("teller", result.teller());
        json.writeStringProperty("why", result.why());
        json.writeStringProperty("effect", rule.effect());
        texts("lost", result.lost());
        json.writeStringProperty("remedy", result.remedy());
        json.writeName("exchange");
        if (evidence == null) {
            json.writeNull();
        } else {
            json.writeNumber(evidence.exchange());
        }
        json.writeEndObject();
    }

    /** The run's property {@code readiness}, in the summary. */
    public void summary(ReadinessOverview overview) {
        var plan = RequestPlan.of(overview);
        json.writeObjectPropertyStart("readiness");
        for (var verdict : Verdict.values()) {
            json.writeNumberProperty(lower(verdict), overview.count(verdict));
        }
        json.writeNumberProperty("auditableByOpening", plan.freed());
        json.writeNumberProperty("completedByOpening", plan.completed());
        json.writeArrayPropertyStart("openings");
        for (var opening : plan.openings()) {
            json.writeStartObject();
            json.writeStringProperty("id", opening.id());
            json.writeStringProperty("protocol", lower(opening.protocol()));
            json.writeNumberProperty("port", opening.port());
            texts("destinations", opening.destinations().stream().map(Object::toString).toList());
            json.writeNumberProperty("devices", opening.devices());
            texts("lost", opening.lost());
            texts("rules", opening.rules());
            json.writeBooleanProperty("temporary", opening.temporary());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void text(String name, @Nullable Object value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private void texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
