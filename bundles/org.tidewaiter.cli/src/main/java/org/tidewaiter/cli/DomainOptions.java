package org.tidewaiter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.engine.RunOrder.Domain;
import org.tidewaiter.engine.TargetException;
import org.tidewaiter.engine.Targets;
import org.tidewaiter.engine.spi.Credential;

import picocli.CommandLine.Option;

/** Options of the commands that may log in with accounts of a Windows domain. */
final class DomainOptions {

    @Option(names = "--domain", paramLabel = "NAME", description = "Accounts of this Windows domain are used; its controllers are found by DNS (default: the realm of a credential).")
    private @Nullable String name;

    @Option(names = "--domain-controller", paramLabel = "HOST", description = "A domain controller; it may lie outside the targets. Repeatable.")
    private List<String> controllers = new ArrayList<>();

    /** The domain; empty where no account of one is used. */
    Optional<Domain> domain(List<Credential> credentials, Targets.Resolver resolver)
            throws UserException, TargetException, InterruptedException {
        var addresses = new ArrayList<IpAddress>();
        for (var controller : controllers) {
            addresses.add(address(controller, resolver));
        }
        var realm = name != null ? name
                : credentials.stream().map(Credential::realm).filter(r -> r.contains(".")).findFirst().orElse("");
        return realm.isEmpty() && addresses.isEmpty() ? Optional.empty() : Optional.of(new Domain(realm, addresses));
    }

    private static IpAddress address(String host, Targets.Resolver resolver)
            throws UserException, TargetException, InterruptedException {
        var named = Targets.parse(List.of(host), List.of(), false, resolver);
        var first = named.scope().stream().findFirst();
        if (first.isEmpty() || first.get().length() != (first.get().address().version() == 4 ? 32 : 128)) {
            throw new UserException(ExitStatus.USAGE, "--domain-controller " + host + ": "
                    + (first.isEmpty() ? "the name does not resolve; give the address" : "name one host"));
        }
        return first.get().address();
    }
}
