package org.tidewaiter.api.session;

import java.util.regex.Pattern;

import org.tidewaiter.api.session.ShellCommand.Privilege;

/**
 * A command with one typed parameter: {@code smartctl -j -a {disk:/dev/[a-z0-9]+}}. The value must match the parameter's pattern wholly, and
 * is quoted for the shell, so that nothing a device answered can become a command.
 *
 * @param id        {@code disk-health}
 * @param text      the command with one placeholder <code>{name:pattern}</code>; the pattern has no braces
 * @param privilege whose rights it needs
 */
public record ShellTemplate(String id, String text, Privilege privilege) implements Request {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+):([^{}]+)\\}");

    public ShellTemplate {
        var matcher = PLACEHOLDER.matcher(text);
        if (!matcher.find() || matcher.find()) {
            throw new IllegalArgumentException(id + ": a template has exactly one placeholder");
        }
    }

    @Override
    public boolean isTemplate() {
        return true;
    }

    /**
     * The command with the value filled in.
     *
     * @throws IllegalArgumentException when the value is longer than 255 characters or does not match the parameter's pattern
     */
    public ShellCommand with(String value) {
        var matcher = PLACEHOLDER.matcher(text);
        if (!matcher.find() || value.length() > 255 || !Pattern.matches(matcher.group(2), value)) {
            throw new IllegalArgumentException(id + ": the value does not fit its placeholder");
        }
        var quoted = "'" + value.replace("'", "'\\''") + "'";
        var command = text.substring(0, matcher.start()) + quoted + text.substring(matcher.end());
        return privilege == Privilege.ROOT ? ShellCommand.root(id, command) : ShellCommand.of(id, command);
    }
}
