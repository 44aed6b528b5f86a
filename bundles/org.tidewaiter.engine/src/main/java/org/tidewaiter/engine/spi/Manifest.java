package org.tidewaiter.engine.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellTemplate;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.DeviceFamily;

/** All that a family may send, as lines of text, and the hash that tells whether two of them are the same. */
public final class Manifest {

    private Manifest() {
    }

    /** The lines, each with a line feed behind it. */
    public static String text(DeviceFamily family) {
        var text = new StringBuilder();
        family.probes().forEach(p -> text.append("  probe    ").append(p.text()).append('\n'));
        for (AuditStep<?> step : family.auditor().steps()) {
            for (var request : step.requests()) {
                text.append("  ").append(request.isTemplate() ? "template" : "request ").append(' ').append(step.id()).append('/')
                        .append(request.id()).append(isRoot(request) ? " (as root)" : "").append('\n');
                request.text().lines().forEach(line -> text.append("           ").append(line).append('\n'));
            }
        }
        for (var preparation : family.preparations()) {
            preparation.changes(Optional.empty())
                    .forEach(change -> text.append("  change   ").append(preparation.id()).append(": ")
                            .append(change.place()).append(" = ").append(change.wanted()).append('\n'));
        }
        return text.toString();
    }

    /** SHA-256 over {@link #text}, in hexadecimal: what {@code sha256sum} says of the same lines. */
    public static String hash(DeviceFamily family) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text(family).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether it is sent with the rights of root. */
    public static boolean isRoot(Request request) {
        return switch (request) {
            case ShellCommand command -> command.privilege() == ShellCommand.Privilege.ROOT;
            case ShellTemplate template -> template.privilege() == ShellCommand.Privilege.ROOT;
            default -> false;
        };
    }
}
