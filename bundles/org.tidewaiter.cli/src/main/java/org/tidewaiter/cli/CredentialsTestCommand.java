package org.tidewaiter.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.PortRule.Party;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.LoginCheck;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.Realm;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Transport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidewaiter credentials test}: one login on one host, and what it told. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Logs in once with a stored login and prints what the session told. Nothing is audited or stored.")
final class CredentialsTestCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "HOST", description = "Address or host name.")
    private String host = "";

    @Option(names = "--port", paramLabel = "SERVICE=PORT", description = "Ask a service on another port: ssh=2222.")
    private List<String> ports = new ArrayList<>();

    @Mixin
    private DomainOptions domain = new DomainOptions();

    @Option(names = "--login-timeout", paramLabel = "SECONDS", description = "How long the login may take (default: ${DEFAULT-VALUE}).")
    private int loginSeconds = (int) Limits.DEFAULT.loginTimeout().toSeconds();

    CredentialsTestCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        var credential = services.vault().find(name)
                .orElseThrow(() -> new UserException(ExitStatus.USAGE,
                        "no credential is called " + name + "; see `tidewaiter credentials list`"));
        try (var _ = new Cancellation()) {
            return test(credential);
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "the test was cancelled");
        } catch (TargetException e) {
            throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** By every service that it is for; one that lets it in is enough. */
    private int test(Credential credential) throws UserException, TargetException, InterruptedException {
        var address = address();
        var realm = realm(credential);
        var check = new LoginCheck(credential,
                Limits.DEFAULT.loginTimeout(Duration.ofSeconds(CommonOptions.positive("--login-timeout", loginSeconds))),
                services.ports(ports), realm);
        var works = false;
        for (var transport : services.installed().transports()) {
            if (!transport.isLocal() && transport.credentials().contains(credential.kind())
                    && credential.isFor(transport.id())) {
                var server = server(transport, address, realm, credential);
                works |= server != null && works(check, transport, server, credential);
            }
        }
        return works ? ExitStatus.COMPLETE : ExitStatus.FAILURE;
    }

    /** Where it is tried: a directory is one of a domain controller that was named, and takes accounts of its domain alone. */
    private static @Nullable ScopedAddress server(Transport<?> transport, ScopedAddress address, @Nullable Realm realm,
            Credential credential) {
        if (transport.party() != Party.DOMAIN_CONTROLLER) {
            return address;
        }
        return realm == null || realm.controllers().isEmpty() || !credential.isOfDomain() ? null : realm.controllers().getFirst();
    }

    private @Nullable Realm realm(Credential credential) throws UserException, TargetException, InterruptedException {
        var said = domain.domain(List.of(credential), new SystemResolver()).orElse(null);
        if (said == null) {
            return null;
        }
        var gate = new ScopeGate(List.of(), List.of(), List.of(), said.controllers());
        var controllers = new ArrayList<ScopedAddress>();
        for (var controller : said.controllers()) {
            try {
                controllers.add(gate.admitServer(controller));
            } catch (TransportException e) {
                throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
            }
        }
        return new Realm(said.name(), controllers);
    }

    private ScopedAddress address() throws UserException, InterruptedException {
        try {
            var targets = Targets.parse(List.of(host), List.of(), false, new SystemResolver());
            var first = targets.scope().stream().findFirst()
                    .orElseThrow(() -> new UserException(ExitStatus.USAGE,
                            host + ": the name does not resolve; check its spelling, or give the address"));
            return new ScopeGate(targets.scope(), List.of()).admit(first.address());
        } catch (TargetException | TransportException e) {
            throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private boolean works(LoginCheck check, Transport<?> transport, ScopedAddress address, Credential credential)
            throws InterruptedException {
        try {
            var facts = check.run(transport, address, host.equals(address.toString()) ? null : host);
            console.out().println(transport.id() + ": " + credential.name() + " is accepted by " + address);
            facts.values().forEach((key, value) -> console.out().println("  " + key + ": " + Printable.line(value)));
            return true;
        } catch (TransportException e) {
            console.out().println(transport.id() + ": " + Printable.line(String.valueOf(e.getMessage())));
            return false;
        }
    }
}
