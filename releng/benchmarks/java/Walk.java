import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.ExchangeLog;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.Secret;
import org.tidewaiter.engine.spi.SnmpAccess;
import org.tidewaiter.transport.snmp.SnmpTransport;

/**
 * Walks a subtree of one or many agents with sessions that keep evidence, all agents at once: {@code Walk ADDRESS,ADDRESS.. PORT COMMUNITY OID
 * TIMES [FILE]}. Prints a line of JSON for each time; the file gets each address's object identifiers of the first time.
 */
final class Walk {
    private static final ScopeGate GATE = new ScopeGate(
            List.of(new Prefix(IpAddress.parse("127.0.0.0"), 8), new Prefix(IpAddress.parse("10.77.0.0"), 24)), List.of());

    private final SnmpTransport transport = new SnmpTransport();
    private final Credential credential;
    private final int port;
    private final SnmpWalk request;

    private Walk(int port, String community, String root) {
        this.port = port;
        credential = Credential.community("bench", List.of(), new Secret(community.toCharArray()), new SnmpAccess.Community(
                SnmpAccess.Community.Version.V2C));
        request = SnmpWalk.of("walk", root);
    }

    public static void main(String[] arguments) throws Exception {
        var addresses = List.of(arguments[0].split(","));
        var walk = new Walk(Integer.parseInt(arguments[1]), arguments[2], arguments[3]);
        try {
            for (var time = 0; time < Integer.parseInt(arguments[4]); time++) {
                var began = System.nanoTime();
                var replies = walk.all(addresses);
                var seconds = (System.nanoTime() - began) / 1e9;
                var variables = replies.stream().mapToInt(r -> r.variables().size()).sum();
                System.out.printf("{\"variables\": %d, \"seconds\": %.6f, \"peakKib\": %d}%n", variables, seconds, Peak.kib());
                if (time == 0 && arguments.length > 5) {
                    write(Path.of(arguments[5]), addresses, replies);
                }
            }
        } finally {
            walk.transport.stop();
        }
    }

    private List<SnmpReply> all(List<String> addresses) throws Exception {
        if (addresses.size() == 1) {
            return List.of(one(addresses.getFirst()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = addresses.stream().map(a -> (Callable<SnmpReply>) () -> one(a)).toList();
            var replies = new ArrayList<SnmpReply>();
            for (var future : threads.invokeAll(tasks)) {
                replies.add(future.get());
            }
            return replies;
        }
    }

    /** A session of its own each time, as an audit's: the same session asks the same only once. */
    private SnmpReply one(String address) throws Exception {
        var opening = new Opening(GATE.admit(IpAddress.parse(address)), port, credential, (_, leg) -> leg.run(),
                PeerPins.FORGETFUL, new Log(), Duration.ofSeconds(3), Duration.ofSeconds(20));
        try (var session = transport.open(opening)) {
            var reply = session.lend(List.of(request)).walk(request);
            if (reply.shortfall() != null) {
                throw new IllegalStateException(address + ": " + reply.shortfall());
            }
            return reply;
        }
    }

    private static void write(Path file, List<String> addresses, List<SnmpReply> replies) throws Exception {
        var text = new StringBuilder();
        for (var i = 0; i < addresses.size(); i++) {
            for (var variable : replies.get(i).variables()) {
                text.append(addresses.get(i)).append(' ').append(variable.oid()).append('\n');
            }
        }
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    /** Evidence in memory. */
    private static final class Log implements ExchangeLog {
        private final List<Exchange> exchanges = new ArrayList<>();

        @Override
        public synchronized Exchange add(Exchange.Kind kind, String requestId, String asked, Ending ending, int exit, byte[] out,
                byte[] err, Instant started, Duration duration) {
            var exchange = new Exchange(exchanges.size() + 1, kind, requestId, asked, ending, exit, out, err, started, duration);
            exchanges.add(exchange);
            return exchange;
        }

        @Override
        public Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
