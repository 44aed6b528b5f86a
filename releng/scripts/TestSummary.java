import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sums all surefire reports below a folder: skipped and failed tests by name, and as the last line {@code N passed, N failed, N skipped}.
 * Exit code 1 if a test failed or none ran.
 *
 * <pre>java releng/scripts/TestSummary.java FOLDER</pre>
 */
class TestSummary {

    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    static void main(String... arguments) throws IOException {
        var summary = new TestSummary();
        for (var report : reports(Path.of(arguments[0]))) summary.add(report);
        for (var line : summary.skipped) System.out.println("skipped: " + line);
        for (var line : summary.failed) System.out.println("failed: " + line);
        System.out.println(summary.passed + " passed, " + summary.failed.size() + " failed, " + summary.skipped.size() + " skipped");
        System.exit(summary.failed.isEmpty() && summary.passed > 0 ? 0 : 1);
    }

    private static List<Path> reports(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                var name = String.valueOf(dir.getFileName());
                return name.equals(".git") || name.equals(".run") || name.equals("src") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var parent = file.getParent().getFileName().toString();
                if (parent.equals("surefire-reports") && file.getFileName().toString().matches("TEST-.*\\.xml")) found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    private void add(Path report) throws IOException {
        try (var in = Files.newInputStream(report)) {
            var xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
            while (xml.hasNext()) if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("testcase")) addTest(xml);
        } catch (XMLStreamException e) {
            // a JVM that died while it wrote its report
            failed.add(report + ": unreadable report: " + e.getMessage());
        }
    }

    private void addTest(XMLStreamReader xml) throws XMLStreamException {
        var name = xml.getAttributeValue(null, "classname") + "." + xml.getAttributeValue(null, "name");
        var outcome = passed;
        while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("testcase")) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) continue;
            var message = xml.getAttributeValue(null, "message");
            var line = message == null ? name : name + ": " + message.lines().findFirst().orElse("");
            switch (xml.getLocalName()) {
                case "skipped" -> {
                    skipped.add(line);
                    outcome = -1;
                }
                case "failure", "error" -> {
                    failed.add(line);
                    outcome = -1;
                }
                default -> {
                    // output of the test, or an earlier try of a flaky one
                }
            }
        }
        if (outcome >= 0) passed++;
    }
}
