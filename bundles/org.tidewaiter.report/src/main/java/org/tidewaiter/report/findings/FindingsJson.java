package org.tidewaiter.report.findings;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.store.StoredCheck;
import org.tidewaiter.store.StoredFinding;
import org.tidewaiter.store.StoredGap;

import tools.jackson.core.JsonGenerator;

/** Findings in the JSON report. */
public record FindingsJson(JsonGenerator json) {

    /** A device's properties {@code findings} and {@code checks}. */
    public void device(List<StoredCheck> checks) {
        json.writeArrayPropertyStart("findings");
        checks.forEach(check -> check.findings().forEach(this::finding));
        json.writeEndArray();
        json.writeArrayPropertyStart("checks");
        for (var check : checks) {
            json.writeStartObject();
            json.writeStringProperty("id", check.id());
            json.writeStringProperty("outcome", check.outcome().name());
            json.writeName("missing");
            if (check.missing() instanceof StoredGap gap) {
                json.writeStartObject();
                json.writeStringProperty("dataClass", gap.classId());
                json.writeStringProperty("reason", gap.reason().name());
                json.writeStringProperty("detail", gap.detail());
                exchange(gap.evidence());
                json.writeEndObject();
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void finding(StoredFinding finding) {
        json.writeStartObject();
        json.writeStringProperty("check", finding.check());
        json.writeStringProperty("severity", finding.severity().name());
        json.writeStringProperty("title", finding.title());
        json.writeStringProperty("reason", finding.reason());
        json.writeStringProperty("remedy", finding.remedy());
        json.writeArrayPropertyStart("references");
        finding.references().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("because");
        for (var basis : finding.because()) {
            json.writeStartObject();
            json.writeStringProperty("dataClass", basis.classId());
            exchange(basis.evidence());
            json.writeName("where");
            if (basis.evidence() instanceof Evidence evidence) {
                json.writeString(evidence.where());
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void exchange(@Nullable Evidence evidence) {
        json.writeName("exchange");
        if (evidence == null) {
            json.writeNull();
        } else {
            json.writeNumber(evidence.exchange());
        }
    }

    /** The run's properties {@code findings} and {@code checks}, in the summary. */
    public void summary(FindingsOverview overview) {
        json.writeObjectPropertyStart("findings");
        for (var severity : List.of(Severity.values()).reversed()) {
            json.writeNumberProperty(severity.name().toLowerCase(Locale.ROOT), overview.count(severity));
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("checks");
        for (var check : overview.checks()) {
            json.writeStartObject();
            json.writeStringProperty("id", check.id());
            json.writeStringProperty("family", check.family());
            json.writeStringProperty("title", check.title());
            json.writeNumberProperty("asked", check.asked());
            json.writeNumberProperty("passed", check.passed());
            json.writeNumberProperty("found", check.found());
            json.writeArrayPropertyStart("notJudged");
            for (var obstacle : check.notJudged()) {
                json.writeStartObject();
                json.writeStringProperty("dataClass", obstacle.classId());
                json.writeStringProperty("reason", obstacle.reason());
                json.writeNumberProperty("devices", obstacle.devices());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
