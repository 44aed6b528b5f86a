package org.tidewaiter.family.windows.parse.directory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.session.FileShareReply.SharedFile;
import org.tidewaiter.family.windows.data.directory.PolicySecret;
import org.tidewaiter.family.windows.parse.Clean;

/** Preferences that have a place for a password, [MS-GPPREF] 2.2.1: an element and, below it, its properties. */
public final class Preferences {

    private static final Pattern LINE = Pattern
            .compile("([A-Za-z0-9_]{1,64}(?:/[A-Za-z0-9_]{1,64}){0,40})((?: [A-Za-z0-9_]{1,64}=\"[^\"]{0,4096}\"){0,20})");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([A-Za-z0-9_]{1,64})=\"([^\"]{0,4096})\"");
    private static final Pattern CHANGED = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final List<String> USERS = List.of("userName", "username", "accountName", "runAs");

    private Preferences() {
    }

    /** Those of a file, by their line in it; none where it is of no policy. */
    public static Map<Integer, PolicySecret> secrets(SharedFile file) {
        var secrets = new LinkedHashMap<Integer, PolicySecret>();
        var policy = PolicyFile.of(file);
        if (policy.isEmpty()) {
            return secrets;
        }
        var above = new HashMap<String, Map<String, String>>();
        for (var i = 0; i < file.lines().size(); i++) {
            var line = LINE.matcher(file.lines().get(i));
            if (!line.matches()) {
                continue;
            }
            var path = line.group(1);
            var attributes = attributes(line.group(2));
            above.put(path, attributes);
            var password = attributes.get("cpassword");
            if (password != null) {
                var parent = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : path;
                var preference = above.getOrDefault(parent, Map.of());
                secrets.put(i, new PolicySecret(policy.get().policy(), policy.get().place(), secrets.size() + 1,
                        kind(parent.substring(parent.lastIndexOf('/') + 1)), Clean.text(preference.get("name")),
                        user(attributes), !password.isEmpty(), changed(preference.get("changed")), file.changed()));
            }
        }
        return secrets;
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new HashMap<String, String>();
        ATTRIBUTE.matcher(text).results().forEach(a -> attributes.put(a.group(1),
                a.group(2).replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&")));
        return attributes;
    }

    private static @Nullable String user(Map<String, String> attributes) {
        return USERS.stream().map(attributes::get).map(Clean::text).filter(u -> u != null).findFirst().orElse(null);
    }

    private static @Nullable String changed(@Nullable String text) {
        return text != null && CHANGED.matcher(text).matches() ? text : null;
    }

    /** [MS-GPPREF] 2.2.1, by the names of the elements. */
    private static String kind(String element) {
        return switch (element) {
            case "User" -> "local user";
            case "NTService" -> "service";
            case "Task", "TaskV2", "ImmediateTask", "ImmediateTaskV2" -> "scheduled task";
            case "DataSource" -> "data source";
            case "Drive" -> "drive";
            case "SharedPrinter", "PortPrinter", "LocalPrinter" -> "printer";
            default -> element;
        };
    }
}
