package org.tidewaiter.family.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellScript;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every script and query, read by a grammar of PowerShell that others wrote, and held to what a reading script may do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowerShellGrammarTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long DEADLINE_SECONDS = 120;

    /** All that a script may call. Each of them only reads. */
    private static final Set<String> CMDLETS = Set.of("Get-ChildItem", "Get-ItemProperty", "Get-Item", "Test-Path",
            "Get-ProcessMitigation",
            "Where-Object",
            "ForEach-Object", "Select-Object", "Get-CimInstance", "Get-Command", "Get-BitLockerVolume", "Get-LocalUser",
            "Get-Process",
            "Get-Content", "ConvertFrom-Json", "Get-Acl", "Get-WinEvent", "Select-Xml", "Get-WBSummary", "Get-DhcpServerv4Scope");

    /** All that may be called by the operator {@code &}: name, and with which first words. */
    private static final Map<String, String> CALLS = Map.of("\"$env:SystemRoot\\System32\\auditpol.exe\"", "/get /category:* /r",
            "\"$env:SystemRoot\\System32\\reg.exe\"", "query $q /s /v Enabled", "\"Get-Smb${s}Configuration\"", "");

    private final List<JsonNode> trees = new ArrayList<>();

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (var step : new WindowsAuditor().steps()) {
            step.requests().stream().filter(r -> r instanceof CimQuery || r instanceof PowerShellScript)
                    .forEach(r -> texts.put(r.id(), r.text()));
        }
        return texts;
    }

    private static JsonNode parse(Map<String, String> texts, Path temporary) throws IOException, InterruptedException {
        var folder = System.getenv("TIDEWAITER_POWERSHELL_GRAMMAR");
        assumeTrue(folder != null && Files.isDirectory(Path.of(folder, "node_modules")),
                "TIDEWAITER_POWERSHELL_GRAMMAR is not set, so no grammar reads the scripts; ./verify sets it where node and npm are");
        var in = temporary.resolve("scripts.json");
        var out = temporary.resolve("trees.json");
        var array = JSON.createArrayNode();
        texts.forEach((id, text) -> array.addObject().put("id", id).put("text", text));
        Files.write(in, JSON.writeValueAsBytes(array));
        var node = new ProcessBuilder("node", Path.of("../../releng/powershell/parse.mjs").toRealPath().toString(), folder)
                .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(temporary.resolve("errors.txt").toFile())
                .start();
        if (!node.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            node.destroyForcibly();
        }
        assertEquals(0, node.waitFor(), () -> {
            try {
                return Files.readString(temporary.resolve("errors.txt"));
            } catch (IOException e) {
                return e.toString();
            }
        });
        return JSON.readTree(out);
    }

    /** One start of node for all: loading the grammar takes longer than reading the scripts. */
    @BeforeAll
    void read(@TempDir Path temporary) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        texts().forEach((id, text) -> all.put("request " + id, text));
        broken().forEach((id, text) -> all.put("broken " + id, text));
        wrong().forEach((id, text) -> all.put("wrong " + id, text));
        parse(all, temporary).forEach(trees::add);
        assertEquals(all.size(), trees.size());
    }

    private List<JsonNode> trees(String kind) {
        return trees.stream().filter(t -> t.path("id").asString("").startsWith(kind + " ")).toList();
    }

    private static Map<String, String> broken() {
        return Map.of("brace", "foreach ($x in 1, 2) { $x ", "quote", "Get-Item -LiteralPath 'HKLM:\\x", "operator",
                "$a = @(1, 2) | | Select-Object");
    }

    private static Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("method of a type", "[System.IO.File]::ReadAllText('a')");
        wrong.put("method", "$x.Delete()");
        wrong.put("alias", "iex 'Get-Date'");
        wrong.put("expression", "Invoke-Expression 'Get-Date'");
        wrong.put("encoded", "powershell.exe -EncodedCommand AAAA");
        wrong.put("write", "Set-ItemProperty -LiteralPath HKLM:\\x -Name a -Value 1");
        wrong.put("remove", "Get-Item x | Remove-Item");
        wrong.put("start", "Start-Service Spooler");
        wrong.put("cim method", "Invoke-CimMethod -ClassName Win32_Process -MethodName Create");
        wrong.put("file", "Get-Process > a.txt");
        wrong.put("dynamic", "& $command");
        wrong.put("reg add", "& \"$env:SystemRoot\\System32\\reg.exe\" add HKLM\\x");
        wrong.put("type", "$x = [System.Net.WebClient]$y");
        wrong.put("property", "$x.Enabled = $true");
        wrong.put("environment", "$env:PATH = 'x'");
        wrong.put("dot source", ". .\\x.ps1");
        return wrong;
    }

    @Test
    void theGrammarReadsEveryScriptAndEveryQuery() {
        assertTrue(trees("request").size() > 80, "only " + trees("request").size() + " requests");
        var errors = new ArrayList<String>();
        for (var tree : trees("request")) {
            tree.path("errors").forEach(e -> errors.add(tree.path("id").asString("") + ": " + e));
        }
        assertEquals(List.of(), errors);
    }

    @Test
    void aBrokenScriptIsReported() {
        for (var tree : trees("broken")) {
            assertTrue(!tree.path("errors").isEmpty(), tree.path("id").asString(""));
        }
    }

    @Test
    void noScriptDoesMoreThanRead() {
        var refused = new TreeSet<String>();
        for (var tree : trees("request")) {
            refused(tree.path("id").asString(""), tree.path("tree"), refused);
        }
        assertEquals(Set.of(), refused);
        texts().forEach((id, text) -> assertTrue(!text.contains("Win32_Product "), id));
    }

    @Test
    void whatMustNotStandInAScriptIsFound() {
        for (var tree : trees("wrong")) {
            var refused = new TreeSet<String>();
            refused(tree.path("id").asString(""), tree.path("tree"), refused);
            assertTrue(!refused.isEmpty() && tree.path("errors").isEmpty(),
                    tree.path("id") + " was let through: " + tree.path("errors"));
        }
    }

    private static void refused(String id, JsonNode node, Set<String> refused) {
        var text = node.path("text").asString("");
        switch (node.path("type").asString("")) {
            case "command" -> command(id, node, refused);
            case "invokation_expression", "redirection" -> refused.add(id + ": " + text);
            case "type_literal" -> {
                if (!text.equals("[int]")) {
                    refused.add(id + ": " + text);
                }
            }
            case "left_assignment_expression" -> assignment(id, node, refused);
            default -> {
                // nothing that could act
            }
        }
        node.path("children").forEach(child -> refused(id, child, refused));
    }

    private static void command(String id, JsonNode node, Set<String> refused) {
        var first = node.path("children").path(0);
        var name = first.path("text").asString("");
        if (first.path("type").asString("").equals("command_name")) {
            if (!CMDLETS.contains(name)) {
                refused.add(id + ": " + name);
            }
            return;
        }
        var called = node.path("children").path(1).path("text").asString("");
        var text = node.path("text").asString("").strip();
        var expected = CALLS.get(called);
        if (!text.startsWith("&") || expected == null || !text.equals(("& " + called + " " + expected).strip())) {
            refused.add(id + ": " + text);
        }
    }

    /** Only variables of the script's own are set, and entries of its own tables. */
    private static void assignment(String id, JsonNode node, Set<String> refused) {
        var leaves = new StringBuilder();
        leaves(node, leaves);
        var target = leaves.toString();
        if (!target.matches("\\$[a-z](\\[[^\\]]*\\])?|(\\$[a-z],)+\\$[a-z]")) {
            refused.add(id + ": assigns to " + target);
        }
    }

    private static void leaves(JsonNode node, StringBuilder text) {
        if (node.path("children").isEmpty()) {
            text.append(node.path("text").asString("").strip());
        }
        node.path("children").forEach(child -> leaves(child, text));
    }
}
