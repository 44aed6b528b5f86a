package org.tidewaiter.api.session;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search with one typed value in its filter: {@code (objectSid={sid:S-1-[0-9-]+})}. The value must match its pattern wholly, and is escaped
 * as RFC 4515 section 3 has it, so that nothing that was answered can become a filter.
 *
 * @param search whose filter has one placeholder <code>{name:pattern}</code>; the pattern has no braces
 */
public record LdapTemplate(LdapSearch search) implements Request {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+):([^{}]+)\\}");
    private static final int LONGEST = 2_000;

    public LdapTemplate {
        var matcher = PLACEHOLDER.matcher(search.filter());
        if (!matcher.find() || matcher.find()) {
            throw new IllegalArgumentException(search.id() + ": a template has exactly one placeholder");
        }
    }

    @Override
    public String id() {
        return search.id();
    }

    @Override
    public String text() {
        return search.text();
    }

    @Override
    public boolean isTemplate() {
        return true;
    }

    /** Whether the value can be filled in. */
    public boolean fits(String value) {
        var matcher = PLACEHOLDER.matcher(search.filter());
        return matcher.find() && value.length() <= LONGEST && Pattern.matches(matcher.group(2), value);
    }

    /**
     * The search with the value filled in.
     *
     * @throws IllegalArgumentException when the value is longer than 2,000 characters or does not match the parameter's pattern
     */
    public LdapSearch with(String value) {
        if (!fits(value)) {
            throw new IllegalArgumentException(search.id() + ": the value does not fit its placeholder");
        }
        return search.matching(PLACEHOLDER.matcher(search.filter()).replaceFirst(Matcher.quoteReplacement(escaped(value))));
    }

    private static String escaped(String value) {
        var text = new StringBuilder();
        for (var octet : value.getBytes(StandardCharsets.UTF_8)) {
            var plain = octet >= ' ' && octet < 0x7f && octet != '*' && octet != '(' && octet != ')' && octet != '\\';
            text.append(plain ? String.valueOf((char) octet) : "\\%02x".formatted(octet & 0xff));
        }
        return text.toString();
    }
}
