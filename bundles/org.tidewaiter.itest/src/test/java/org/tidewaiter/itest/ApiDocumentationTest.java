package org.tidewaiter.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Plugin authors read the Javadoc of api. The compiler can ask for it on everything or on nothing, so this asks for it on types. */
class ApiDocumentationTest {

    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public .*?(?:class|interface|record|enum) \\w+.*");
    private static final Pattern BETWEEN = Pattern.compile("^(?:@.*|[\\w\"), ].*|\\)|)$");

    @Test
    void everyPublicTypeOfTheApiHasJavadoc() throws IOException {
        var bare = new ArrayList<String>();
        try (var files = Files.walk(Path.of(System.getProperty("tidewaiter.bundles"), "org.tidewaiter.api/src/main/java"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!documented(Files.readAllLines(file))) bare.add(file.getFileName().toString());
            }
        }
        assertEquals(List.of(), bare);
    }

    /** Whether the lines before the public type, its annotations aside, end a comment. */
    private static boolean documented(List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            if (!PUBLIC_TYPE.matcher(lines.get(i)).matches()) continue;
            var before = i - 1;
            while (before >= 0 && !lines.get(before).endsWith("*/") && BETWEEN.matcher(lines.get(before)).matches()
                    && !lines.get(before).startsWith("import "))
                before--;
            return before >= 0 && lines.get(before).endsWith("*/");
        }
        return true;
    }
}
