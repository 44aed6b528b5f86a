package org.tidewaiter.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.engine.Limits;
import org.tidewaiter.engine.LoginCheck;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.ScopeGate;
import org.tidewaiter.engine.spi.ScopedAddress;
import org.tidewaiter.engine.spi.Transport;

import picocli.CommandLine.Command;
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
            var address = address();
            var failed = false;
            for (var transport : services.installed().transports()) {
                if (!transport.isLocal() && transport.credentials().contains(credential.kind())) {
                    failed |= !works(transport, address, credential);
                }
            }
            return failed ? ExitStatus.FAILURE : ExitStatus.COMPLETE;
        } catch (InterruptedException e) {
            throw new UserException(ExitStatus.CANCELLED, "the test was cancelled");
        }
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

    private boolean works(Transport<?> transport, ScopedAddress address, Credential credential)
            throws UserException, InterruptedException {
        try {
            var facts = LoginCheck.run(transport, address, services.ports(ports), credential,
                    Limits.DEFAULT.loginTimeout(Duration.ofSeconds(CommonOptions.positive("--login-timeout", loginSeconds))));
            console.out().println(transport.id() + ": " + credential.name() + " is accepted by " + address);
            facts.values().forEach((key, value) -> console.out().println("  " + key + ": " + Printable.line(value)));
            return true;
        } catch (TransportException e) {
            console.out().println(transport.id() + ": " + Printable.line(String.valueOf(e.getMessage())));
            return false;
        } catch (TargetException e) {
            throw new UserException(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
