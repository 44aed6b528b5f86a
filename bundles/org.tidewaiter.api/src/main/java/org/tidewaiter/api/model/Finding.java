package org.tidewaiter.api.model;

import java.util.List;

/**
 * Something that is not as it should be at one device, as a check sees it.
 *
 * @param check      id of the check
 * @param title      what is wrong, without values: the same text wherever the same is wrong, for reports count devices by it
 * @param reason     why we say so, in a sentence with the values: {@code account backup has UID 0}
 * @param remedy     what to do, in a sentence
 * @param references where it is specified or advised, best first: {@code RFC 3410 section 8}, a vendor's page
 * @param because    what it was concluded from: facts, or the gap that says that something is not there; at least one
 */
public record Finding(String check, Severity severity, String title, String reason, String remedy, List<String> references,
        List<Statement> because) {

    public Finding {
        references = List.copyOf(references);
        because = List.copyOf(because);
        if (check.isBlank() || title.isBlank() || reason.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("a finding says what is wrong, why, and what to do");
        }
        if (because.isEmpty()) {
            throw new IllegalArgumentException("a finding needs something that it was concluded from");
        }
    }
}
