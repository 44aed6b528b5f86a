package org.tidewaiter.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.tidewaiter.api.model.Evidence;
import org.tidewaiter.api.probe.Observation;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.CimReply;
import org.tidewaiter.api.session.FileShareRead;
import org.tidewaiter.api.session.FileShareReply;
import org.tidewaiter.api.session.FileShareSession;
import org.tidewaiter.api.session.LdapReply;
import org.tidewaiter.api.session.LdapSearch;
import org.tidewaiter.api.session.LdapSession;
import org.tidewaiter.api.session.LdapTemplate;
import org.tidewaiter.api.session.PowerShellScript;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.RegistryRead;
import org.tidewaiter.api.session.RegistryReply;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.RpcRead;
import org.tidewaiter.api.session.RpcSession;
import org.tidewaiter.api.session.Session;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellReply;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.session.SnmpGet;
import org.tidewaiter.api.session.SnmpReply;
import org.tidewaiter.api.session.SnmpSession;
import org.tidewaiter.api.session.SnmpWalk;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.session.TransportException.Failure;
import org.tidewaiter.api.spi.DeviceFamily;
import org.tidewaiter.engine.CredentialSource;
import org.tidewaiter.engine.DeviceTask;
import org.tidewaiter.engine.DeviceTools;
import org.tidewaiter.engine.Installed;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.Ports;
import org.tidewaiter.engine.Work;
import org.tidewaiter.engine.spi.CimReplies;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Ending;
import org.tidewaiter.engine.spi.Exchange;
import org.tidewaiter.engine.spi.Exchange.Kind;
import org.tidewaiter.engine.spi.FileShareReplies;
import org.tidewaiter.engine.spi.LdapReplies;
import org.tidewaiter.engine.spi.LiveSession;
import org.tidewaiter.engine.spi.Opening;
import org.tidewaiter.engine.spi.PeerPins;
import org.tidewaiter.engine.spi.RegistryReplies;
import org.tidewaiter.engine.spi.RunHeader.Purpose;
import org.tidewaiter.engine.spi.SessionFacts;
import org.tidewaiter.engine.spi.ShellReplies;
import org.tidewaiter.engine.spi.SnmpReplies;
import org.tidewaiter.engine.spi.Transport;
import org.tidewaiter.replay.RecordedVisit;

/** A recorded visit, as if on this machine, that hangs at one exchange until somebody interrupts it. */
final class HeldVisit {

    private final RecordedVisit visit;
    private final int held;
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final DeviceTools tools;

    HeldVisit(DeviceFamily family, RecordedVisit visit, int held) {
        this.visit = visit;
        this.held = held;
        tools = DeviceTools.of(new Installed(List.of(family), List.of(), transports()), Ports.REGISTERED,
                CredentialSource.of(List.of()), (credential, leg) -> leg.run(), PeerPins.FORGETFUL, Limits.DEFAULT,
                (party, device) -> Optional.empty(), Work.of(Purpose.AUDIT), event -> {
                    // nobody watches
                });
    }

    /** One for each type of session that was opened. */
    private List<Transport<?>> transports() {
        var transports = new ArrayList<Transport<?>>();
        opened("ssh", "local").ifPresent(e -> transports.add(new HoldingTransport<>(new Kept<>(ShellSession.class, e,
                (facts, evidence) -> List.of(ShellReplies.greeting(facts, evidence)), h -> h))));
        opened("snmp").ifPresent(
                e -> transports.add(new HoldingTransport<>(new Kept<>(SnmpSession.class, e, SnmpReplies::greeting, h -> h))));
        opened("winrm", "winrm-tls").ifPresent(
                e -> transports
                        .add(new HoldingTransport<>(new Kept<>(PowerShellSession.class, e, CimReplies::greeting, h -> h))));
        opened("ldap", "ldaps").ifPresent(e -> transports
                .add(new HoldingTransport<>(new Kept<>(LdapSession.class, e, (facts, evidence) -> List.of(), h -> h))));
        opened("smb").ifPresent(e -> transports
                .add(new HoldingTransport<>(new Kept<>(RpcSession.class, e, (facts, evidence) -> List.of(), h -> h))));
        opened("smb-files").ifPresent(e -> transports
                .add(new HoldingTransport<>(new Kept<>(FileShareSession.class, e, (facts, evidence) -> List.of(), h -> h))));
        return List.copyOf(transports);
    }

    private Optional<Exchange> opened(String... transports) {
        return visit.exchanges().stream()
                .filter(e -> e.kind() == Kind.SESSION && List.of(transports).contains(e.requestId())).findFirst();
    }

    /** Runs up to the held exchange, cancels there, and tells whether all ended in time. */
    boolean endsWithinASecond() throws InterruptedException {
        var task = Thread.ofPlatform().daemon().name("held visit")
                .start(() -> new DeviceTask(tools, null, null, new GrowingLog()).run());
        while (!hanging.await(5, TimeUnit.MILLISECONDS)) {
            if (!task.isAlive()) {
                return true; // nobody asked for this exchange, so there was nothing to hold
            }
        }
        task.interrupt();
        return task.join(Duration.ofSeconds(1));
    }

    /** One type of session: its exchanges, how it greets, and what asks it. */
    private record Kept<S extends Session>(Class<S> type, Exchange opened,
            BiFunction<SessionFacts, Evidence, List<Observation>> greeting,
            Function<Holding, S> lend) {
    }

    private final class HoldingTransport<S extends Session> implements Transport<S> {
        private final Kept<S> kept;

        HoldingTransport(Kept<S> kept) {
            this.kept = kept;
        }

        @Override
        public String id() {
            return "held " + kept.opened().requestId();
        }

        @Override
        public Class<S> sessionType() {
            return kept.type();
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public Set<Credential.Kind> credentials() {
            return Set.of();
        }

        @Override
        public LiveSession<S> open(Opening opening) {
            return new HoldingSession<>(kept, new Holding(opening));
        }
    }

    private final class HoldingSession<S extends Session> implements LiveSession<S> {
        private final Kept<S> kept;
        private final Holding holding;

        HoldingSession(Kept<S> kept, Holding holding) {
            this.kept = kept;
            this.holding = holding;
        }

        @Override
        public List<Observation> greeting() {
            var recorded = kept.opened();
            var exchange = holding.opening.log().add(Kind.SESSION, "held", "held", Ending.COMPLETE, -1, recorded.out(),
                    new byte[0],
                    recorded.started(), recorded.duration());
            return kept.greeting().apply(SessionFacts.of(recorded.out()), exchange.evidence());
        }

        @Override
        public void announce(List<Request> requests) {
            // each is answered when it is asked
        }

        @Override
        public S lend(List<Request> declared) {
            return kept.lend().apply(holding);
        }

        @Override
        public void abort() {
            // the interrupt alone must do
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Answers whatever was recorded, as a session of either type. */
    private final class Holding implements ShellSession, SnmpSession, PowerShellSession, LdapSession, FileShareSession,
            RpcSession {
        private final Opening opening;

        Holding(Opening opening) {
            this.opening = opening;
        }

        @Override
        public String target() {
            return "local";
        }

        @Override
        public ShellReply run(ShellCommand command) throws TransportException, InterruptedException {
            return ShellReplies.reply(answer(command));
        }

        @Override
        public ShellReply run(ShellTemplate template, String value) throws TransportException, InterruptedException {
            return run(template.with(value));
        }

        @Override
        public SnmpReply get(SnmpGet request) throws TransportException, InterruptedException {
            return SnmpReplies.reply(answer(request));
        }

        @Override
        public SnmpReply walk(SnmpWalk request) throws TransportException, InterruptedException {
            return SnmpReplies.reply(answer(request));
        }

        @Override
        public CimReply query(CimQuery query) throws TransportException, InterruptedException {
            return CimReplies.reply(answer(query));
        }

        @Override
        public CimReply run(PowerShellScript script) throws TransportException, InterruptedException {
            return CimReplies.reply(answer(script));
        }

        @Override
        public String principal() {
            return LdapReplies.principal(directory());
        }

        @Override
        public String domain() {
            return LdapReplies.domain(directory());
        }

        private SessionFacts directory() {
            return opened("ldap", "ldaps").map(e -> SessionFacts.of(e.out())).orElseGet(SessionFacts::new);
        }

        @Override
        public LdapReply search(LdapSearch search) throws TransportException, InterruptedException {
            return LdapReplies.reply(answer(search));
        }

        @Override
        public LdapReply search(LdapTemplate template, String value) throws TransportException, InterruptedException {
            return search(template.with(value));
        }

        @Override
        public FileShareReply read(FileShareRead request) throws TransportException, InterruptedException {
            return FileShareReplies.reply(answer(request));
        }

        @Override
        public RegistryReply read(RegistryRead request) throws TransportException, InterruptedException {
            return RegistryReplies.reply(answer(request));
        }

        @Override
        public CimReply read(RpcRead request) throws TransportException, InterruptedException {
            return CimReplies.reply(answer(request));
        }

        private Exchange answer(Request request) throws TransportException, InterruptedException {
            var recorded = visit.exchanges().stream().filter(e -> e.kind() == Kind.REQUEST && e.requestId().equals(request.id()))
                    .findFirst()
                    .orElseThrow(() -> new TransportException(Failure.BROKEN, request.id() + " was not recorded"));
            if (recorded.ordinal() == held) {
                hanging.countDown();
                Thread.sleep(Duration.ofMinutes(5));
            }
            return opening.log().add(Kind.REQUEST, request.id(), request.text(), recorded.ending(), recorded.exit(),
                    recorded.out(),
                    recorded.err(), recorded.started(), recorded.duration());
        }
    }
}
