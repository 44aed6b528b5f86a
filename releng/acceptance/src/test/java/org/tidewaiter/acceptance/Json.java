package org.tidewaiter.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON report as a tree. That it is JSON at all is for Python to say, in {@link OutputTest}. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** Rows of a data class of the only device. */
    static List<JsonNode> rows(JsonNode report, String dataClass) {
        return list(report.path("devices").path(0).path("data").path(dataClass));
    }

    /** Rows of a data class of the only device, each as its fields' texts with {@code |} between them; one that is there twice is a failure. */
    static Set<String> texts(JsonNode report, String dataClass, String... fields) {
        var rows = new TreeSet<String>();
        for (var row : rows(report, dataClass)) {
            var texts = new ArrayList<String>();
            for (var field : fields) {
                texts.add(text(row, field));
            }
            assertTrue(rows.add(String.join("|", texts)), () -> dataClass + " twice: " + texts);
        }
        return rows;
    }

    /** The device of an address; an empty one when there is none. */
    static JsonNode device(JsonNode report, String address) {
        return list(report.path("devices")).stream().filter(d -> text(d, "address").equals(address)).findFirst()
                .orElseGet(() -> MAPPER.createObjectNode());
    }

    static List<JsonNode> list(JsonNode array) {
        var nodes = new ArrayList<JsonNode>();
        array.forEach(nodes::add);
        return nodes;
    }

    /** A field as text; "null" when it is absent. */
    static String text(JsonNode row, String field) {
        var value = row.path(field);
        return value.isNull() || value.isMissingNode() ? "null" : value.asString();
    }
}
