package org.tidewaiter.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.tidewaiter.engine.spi.Credential;
import org.tidewaiter.engine.spi.SnmpAccess;

import picocli.CommandLine.Command;

/** {@code tidewaiter credentials list}: everything but the secrets. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the stored logins, without their secrets.")
final class CredentialsListCommand implements Callable<Integer> {

    private final Services services;
    private final Terminal console;

    CredentialsListCommand(Services services, Terminal console) {
        this.services = services;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, UserException {
        var vault = services.vault();
        var names = vault.names();
        if (names.isEmpty()) {
            console.out().println("no credentials are stored; add one with `tidewaiter credentials add NAME --user USER`");
            return ExitStatus.COMPLETE;
        }
        console.out().printf("%-20s %-10s %-16s %-12s %-18s %s%n", "NAME", "KIND", "USER", "REALM", "SUDO OR SNMP", "HOSTS");
        for (var name : names) {
            vault.find(name).ifPresent(this::print);
        }
        return ExitStatus.COMPLETE;
    }

    private void print(Credential credential) {
        var hosts = credential.hosts().isEmpty() ? "all in scope"
                : credential.hosts().stream().map(Object::toString).collect(Collectors.joining(" "));
        console.out().printf("%-20s %-10s %-16s %-12s %-18s %s%n", credential.name(), words(credential.kind()), credential.user(),
                credential.realm(),
                credential.snmp() instanceof SnmpAccess access ? SnmpOptions.words(access) : words(credential.elevation()),
                hosts);
        credential.secrets().forEach(s -> s.destroy());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
