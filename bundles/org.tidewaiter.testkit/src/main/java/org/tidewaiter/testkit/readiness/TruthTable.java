package org.tidewaiter.testkit.readiness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.tidewaiter.api.data.DataClass;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortRule;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.model.PortState;
import org.tidewaiter.api.readiness.Readiness;
import org.tidewaiter.api.readiness.Verdict;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.readiness.Assessor;
import org.tidewaiter.engine.readiness.Login;
import org.tidewaiter.engine.readiness.Login.Outcome;
import org.tidewaiter.engine.readiness.Seen;
import org.tidewaiter.engine.readiness.Situation;

/**
 * A family's truth table, written by hand: one case a line, five columns between bars.
 *
 * <pre>
 * situation | verdict | reasons | lost | remedy
 * </pre>
 *
 * The situation is a list of words. {@code tcp/5985=rst}: a port of the device and its state, one of {@code open}, {@code rst}, {@code silent},
 * {@code rejected} (by the device's own firewall), {@code prohibited} (by the router 192.0.2.1), {@code no-route}, {@code out-of-scope},
 * {@code no-server}; {@code icmp=silent} likewise. {@code dc:tcp/88=open}, {@code dns:udp/53=open}: a port of the domain controller 192.0.2.53, of
 * the name server. What is not named was not asked. {@code recognised}: the device surely is of the family. {@code domain}: domain credentials
 * are used. {@code login:tcp/22=refused}: a login was tried, one of {@code accepted}, {@code refused}, {@code limited}, {@code silent},
 * {@code failed}, {@code none}.
 * The reasons are the rules that stand in the way with their causes, {@code windows-tcp-5985:NOTHING_LISTENS}, in the order of the rules, or a
 * dash. Lost are the ids of data classes, {@code all} for every class that is read of the device itself, further classes, or a dash. The remedy is a part of
 * what the first reason says is to be done, or a dash.
 */
public final class TruthTable {

    /** One line of the table. */
    public record Row(int line, String situation, String verdict, String reasons, String lost, String remedy) {
        @Override
        public String toString() {
            return "line " + line + ": " + situation;
        }
    }

    private static final IpAddress ROUTER = IpAddress.parse("192.0.2.1");
    private static final IpAddress SERVER = IpAddress.parse("192.0.2.53");

    private final DeviceFamily family;

    /** A table for a family. */
    public TruthTable(DeviceFamily family) {
        this.family = family;
    }

    /** Reads a table; lines that begin with # are comments. */
    public static List<Row> read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        return IntStream.range(0, lines.size()).filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                .mapToObj(i -> row(i + 1, lines.get(i))).toList();
    }

    private static Row row(int number, String line) {
        var cells = line.split("[|]", -1);
        Assertion.that(cells.length == 5, "line " + number + ": five columns are wanted: " + line);
        return new Row(number, cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }

    /** Judges the situation and compares. */
    public void check(Row row) {
        var readiness = Assessor.assess(family.id(), family.portRules(), situation(row.situation()));
        var told = readiness.verdict() + " | " + reasons(readiness) + " | " + lost(readiness);
        Assertion.equal(Verdict.valueOf(row.verdict()) + " | " + row.reasons() + " | " + expectedLoss(row.lost()), told,
                row.toString());
        var remedy = readiness.failing().isEmpty() ? "-" : readiness.failing().getFirst().remedy();
        Assertion.that(remedy.contains(row.remedy()),
                row + ": the remedy is \"" + remedy + "\", without \"" + row.remedy() + "\"");
        Assertion.that(readiness.failing().stream().noneMatch(r -> r.why().isBlank()), row + ": a reason says no why");
    }

    private static String reasons(Readiness readiness) {
        var reasons = readiness.failing().stream().map(r -> r.rule().id() + ":" + r.cause()).toList();
        return reasons.isEmpty() ? "-" : String.join(" ", reasons);
    }

    private static String lost(Readiness readiness) {
        return ids(readiness.lost());
    }

    /** {@code all} is what is read of the device itself, without what a domain's directory tells of it and the files of its policies. */
    private String expectedLoss(String words) {
        var lost = new TreeSet<String>();
        for (var word : words.split(" ")) {
            if (word.equals("all")) {
                family.auditor().steps().stream().filter(TruthTable::isOfDevice).flatMap(s -> s.promises().stream())
                        .forEach(c -> lost.add(DataClass.of(c).id()));
            } else {
                lost.add(word);
            }
        }
        return lost.isEmpty() ? "-" : String.join(" ", lost);
    }

    private static boolean isOfDevice(AuditStep<?> step) {
        return step.needs() != LdapSession.class && step.needs() != FileShareSession.class && step.needs() != RpcSession.class;
    }

    private static String ids(Set<? extends Class<? extends org.tidewaiter.api.data.Item>> classes) {
        return classes.isEmpty() ? "-"
                : String.join(" ",
                        classes.stream().map(c -> DataClass.of(c).id()).collect(Collectors.toCollection(TreeSet::new)));
    }

    private Situation situation(String text) {
        var words = Arrays.stream(text.split(" +")).filter(w -> !w.isEmpty()).toList();
        Map<String, Seen> seen = new HashMap<>();
        Map<String, Login> logins = new HashMap<>();
        for (var word : words) {
            if (word.startsWith("login:")) {
                rules(word.substring(6, word.indexOf('='))).forEach(r -> logins.put(r.id(), login(value(word))));
            } else if (word.contains("=")) {
                rules(word.substring(0, word.indexOf('='))).forEach(r -> seen.put(r.id(), state(value(word), r)));
            } else {
                Assertion.that(word.equals("recognised") || word.equals("domain"), "unknown word " + word);
            }
        }
        return new Situation(words.contains("recognised"), words.contains("domain"), seen, logins);
    }

    private static String value(String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    /** The rules whose port a word means: {@code tcp/88}, {@code dc:tcp/88}, {@code icmp}. */
    private List<PortRule> rules(String place) {
        var party = place.startsWith("dc:") ? Party.DOMAIN_CONTROLLER
                : place.startsWith("dns:") ? Party.DNS_SERVER : Party.TARGET;
        var port = place.substring(place.indexOf(':') + 1).split("/");
        var found = family.portRules().stream().filter(r -> r.party() == party && r.protocol().name().equalsIgnoreCase(port[0])
                && r.port() == (port.length == 1 ? 0 : Integer.parseInt(port[1]))).toList();
        Assertion.that(!found.isEmpty(), "no rule is about " + place);
        return found;
    }

    private static Login login(String outcome) {
        return new Login(switch (outcome) {
            case "accepted" -> Outcome.ACCEPTED;
            case "refused" -> Outcome.REFUSED;
            case "limited" -> Outcome.PRIVILEGE_MISSING;
            case "silent" -> Outcome.SILENT;
            case "failed" -> Outcome.FAILED;
            case "none" -> Outcome.NO_CREDENTIAL;
            default -> throw new AssertionError("unknown login " + outcome);
        }, "it says " + outcome, null);
    }

    static Seen state(String word, PortRule rule) {
        var server = rule.party() == Party.TARGET ? null : SERVER;
        return switch (word) {
            case "open" -> new Seen(PortState.OPEN, "syn-ack", server, null, null);
            case "rst" -> new Seen(PortState.CLOSED, "rst", server, null, null);
            case "silent" -> new Seen(PortState.NO_ANSWER, "no-answer", server, null, null);
            case "rejected" -> new Seen(PortState.FILTERED, "port-unreachable", server, null, null);
            case "prohibited" -> new Seen(PortState.FILTERED, "admin-prohibited", server, ROUTER, null);
            case "no-route" -> new Seen(PortState.UNREACHABLE, "host-unreachable", server, ROUTER, null);
            case "out-of-scope" -> new Seen(PortState.NO_ANSWER, Seen.OUT_OF_SCOPE, server, null, null);
            case "no-server" -> Seen.nothing(Seen.NO_SERVER);
            default -> throw new AssertionError("unknown state " + word);
        };
    }
}
