package org.tidewaiter.transport.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.tidewaiter.api.session.TransportException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Envelopes of another client and of real Windows hosts, which are not ours to keep here: every answer is read, every request of ours is shaped alike. */
class ConversationsTest {

    private static final Pattern ENTRY = Pattern.compile("(?:- |  )([a-z_]+):(?: (.*))?");

    private record Exchange(String file, String request, String response) {

        String action() {
            var matcher = Pattern.compile("Action[^>]*>([^<]*)<").matcher(request);
            return matcher.find() ? matcher.group(1) : "";
        }

        boolean powerShell() {
            return request.contains("http://schemas.microsoft.com/powershell/Microsoft.PowerShell<");
        }
    }

    private static List<Exchange> exchanges() throws IOException {
        var data = System.getenv("TIDEWAITER_DATA");
        assumeTrue(data != null && Files.isDirectory(Path.of(data, "psrp")),
                "TIDEWAITER_DATA is not set: recorded conversations with Windows hosts are not read");
        var exchanges = new ArrayList<Exchange>();
        try (var files = Files.newDirectoryStream(Path.of(data, "psrp"), "*.yml")) {
            for (var file : files) read(file, exchanges);
        }
        return exchanges;
    }

    /** The little of YAML that the recordings use: scalars that may be quoted and go on in further lines. */
    private static void read(Path file, List<Exchange> exchanges) throws IOException {
        var request = "";
        var key = "";
        var value = new StringBuilder();
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("  end: x");
        for (var line : lines) {
            var entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                value.append(line.isBlank() ? "\n" : " " + line.strip());
                continue;
            }
            if (key.equals("request")) request = scalar(value.toString());
            if (key.equals("response"))
                exchanges.add(new Exchange(file.getFileName().toString(), request, scalar(value.toString())));
            key = entry.group(1);
            value = new StringBuilder(entry.group(2) == null ? "" : entry.group(2));
        }
    }

    private static String scalar(String text) {
        return text.startsWith("'") ? text.substring(1, text.lastIndexOf('\'')).replace("''", "'") : text;
    }

    @Test
    void everyAnswerIsRead() throws IOException, TransportException {
        var read = new TreeMap<String, Integer>();
        var faults = new TreeMap<Long, Integer>();
        for (var exchange : exchanges()) {
            if (exchange.response().equals("null") || exchange.response().isBlank()) continue;
            var bytes = exchange.response().getBytes(StandardCharsets.UTF_8);
            var action = exchange.action().replaceFirst(".*/", "");
            try {
                answer(action, bytes, exchange);
                read.merge(action, 1, Integer::sum);
            } catch (WsmanFault fault) {
                assertTrue(!fault.words().isEmpty() && !fault.subcode().isEmpty(), exchange.file());
                faults.merge(fault.faultCode(), 1, Integer::sum);
            }
        }
        System.out.println("read " + read + ", faults " + faults);
        assertTrue(
                read.keySet().containsAll(Set.of("Create", "Command", "Receive", "Send", "Signal", "Delete", "Get", "Enumerate")),
                read::toString);
        assertTrue(faults.containsKey(WsmanFault.OPERATION_TIMED_OUT) || faults.containsKey(WsmanFault.UNEXPECTED_SELECTORS),
                faults::toString);
    }

    private static void answer(String action, byte[] bytes, Exchange exchange) throws WsmanFault, TransportException {
        switch (action) {
            case "Create" -> {
                var created = ShellReplies.created(bytes);
                assertTrue(exchange.response().toUpperCase().contains(created.shell().toString().toUpperCase()), exchange.file());
            }
            case "Command" -> ShellReplies.command(bytes);
            case "Receive" -> {
                var received = ShellReplies.received(bytes);
                var streams = Pattern.compile("<rsp:Stream ").matcher(exchange.response()).results().count();
                assertEquals(streams, received.streams().size(), exchange.file());
                assertEquals(exchange.response().contains("CommandState/Done"), received.done(), exchange.file());
                for (var stream : received.streams()) {
                    var text = Base64.getEncoder().encodeToString(stream.bytes());
                    assertTrue(exchange.response().replaceAll("\\s", "").contains(text), exchange.file());
                }
            }
            case "Enumerate" -> {
                var batch = CimReplies.enumerated(bytes);
                assertTrue(batch.context().isEmpty());
                for (var instance : batch.instances()) assertTrue(!instance.properties().isEmpty());
            }
            default -> ShellReplies.done(bytes);
        }
    }

    /** What our requests have and theirs do not, or the other way round, and why. */
    private static final Set<String> DIFFERENCES = Set.of(
            // Ours asks that output be not mixed with input from a console; WinRS alone.
            "+Header/OptionSet/Option[WINRS_CONSOLEMODE_STDIN]");

    @Test
    void everyRequestOfOursHasTheShapeOfTheirs() throws Exception {
        var ids = UUID.randomUUID();
        var conversation = Conversation.with("http://192.0.2.7:5985/wsman", Duration.ofSeconds(20));
        var pool = ShellRequests.powerShell(conversation, ids);
        var cmd = ShellRequests.commandShell(conversation, ids);
        var ours = new TreeMap<String, byte[]>();
        ours.put("Create true", pool.create(new byte[9], "2.3"));
        ours.put("Create false", ShellRequests.createCommandShell(conversation));
        ours.put("Command true", pool.pipeline(ids, new byte[9]));
        ours.put("Command false", cmd.command("cmd.exe", List.of("/c", "echo", "hi")));
        ours.put("Receive true", pool.receive(ids));
        ours.put("Receive false", cmd.receive(ids));
        ours.put("Send true", pool.send(ids, new byte[9]));
        ours.put("Signal true", pool.terminate(ids));
        ours.put("Signal false", cmd.terminate(ids));
        ours.put("Delete true", pool.delete());
        ours.put("Delete false", cmd.delete());
        var unmatched = new TreeSet<>(ours.keySet());
        for (var exchange : exchanges()) {
            var kind = exchange.action().replaceFirst(".*/", "") + " " + exchange.powerShell();
            var mine = ours.get(kind);
            if (mine == null) continue;
            var difference = new TreeSet<String>();
            var theirs = shape(exchange.request());
            var own = shape(new String(mine, StandardCharsets.UTF_8));
            own.stream().filter(o -> !theirs.contains(o)).forEach(o -> difference.add("+" + o));
            theirs.stream().filter(t -> !own.contains(t)).forEach(t -> difference.add("-" + t));
            difference.removeAll(DIFFERENCES);
            if (difference.isEmpty()) unmatched.remove(kind);
        }
        assertEquals(Set.of(), unmatched);
    }

    /** Paths of elements, with what tells them apart. */
    private static Set<String> shape(String envelope) throws Exception {
        var document = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(envelope)));
        var paths = new TreeSet<String>();
        for (var child = document.getDocumentElement().getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) walk(element, "", paths);
        }
        return paths;
    }

    private static void walk(Element element, String parent, Set<String> paths) {
        var path = parent + (parent.isEmpty() ? "" : "/") + element.getLocalName();
        if (element.hasAttribute("Name")) path += "[" + element.getAttribute("Name") + "]";
        for (var attribute : List.of("CommandId", "ShellId", "MustComply")) {
            if (element.hasAttribute(attribute)) path += "@" + attribute;
        }
        if (element.getNamespaceURI() == null) path += "{}";
        paths.add(path);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) walk(inner, path, paths);
        }
    }
}
