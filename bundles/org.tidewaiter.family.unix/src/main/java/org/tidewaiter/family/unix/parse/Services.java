package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Service;
import org.tidewaiter.api.data.Service.StartMode;
import org.tidewaiter.api.data.Service.State;

/** Services from systemd, or from the scripts of System V and OpenRC. */
public final class Services {

    private Services() {
    }

    /** Loaded units from {@code systemctl show}: paragraphs of {@code Name=value}. Units that are only mentioned by others are left out. */
    public static List<Located<Service>> units(String text) {
        var rows = new ArrayList<Located<Service>>();
        Map<String, String> block = new HashMap<>();
        var begin = 1;
        var number = 0;
        for (var line : (text + "\n\n").lines().toList()) {
            number++;
            var equals = line.indexOf('=');
            if (line.isEmpty()) {
                var id = Clean.text(block.get("Id"));
                if (id != null && !block.getOrDefault("LoadState", "").equals("not-found")) {
                    rows.add(new Located<>(unit(id, block), begin));
                }
                block = new HashMap<>();
                begin = number + 1;
            } else if (equals > 0) {
                block.putIfAbsent(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return rows;
    }

    private static Service unit(String id, Map<String, String> block) {
        var pid = Clean.number(block.get("MainPID"));
        var command = block.getOrDefault("ExecStart", "").replaceFirst("^\\{ path=", "");
        var user = Clean.text(block.get("User"));
        return new Service(id, state(block.getOrDefault("ActiveState", ""), block.getOrDefault("SubState", "")),
                startMode(block.getOrDefault("UnitFileState", "")), Clean.text(block.get("Description")),
                user == null ? "root" : user,
                pid == null || pid == 0 ? null : pid, Clean.text(command));
    }

    private static @Nullable State state(String active, String sub) {
        return switch (active) {
            case "active", "reloading", "refreshing" -> sub.equals("exited") ? State.EXITED : State.RUNNING;
            case "activating" -> State.STARTING;
            case "deactivating" -> State.STOPPING;
            case "failed" -> State.FAILED;
            case "inactive" -> State.STOPPED;
            default -> null;
        };
    }

    /** systemd's unit file states (systemctl(1), is-enabled). */
    private static @Nullable StartMode startMode(String state) {
        return switch (state) {
            case "enabled", "enabled-runtime", "alias", "generated" -> StartMode.AUTOMATIC;
            case "static", "indirect", "disabled", "linked", "linked-runtime", "transient" -> StartMode.ON_DEMAND;
            case "masked", "masked-runtime", "bad" -> StartMode.DISABLED;
            default -> null;
        };
    }

    /** Unit files that no loaded unit tells of: {@code NAME STATE [PRESET]}. Templates ({@code getty@.service}) are no services. */
    public static List<Located<Service>> unitFiles(String text, List<Located<Service>> loaded) {
        var known = names(loaded);
        var rows = new ArrayList<Located<Service>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var words = line.strip().split("\\s+");
            if (words.length >= 2 && words[0].endsWith(".service") && !words[0].contains("@.") && known.add(words[0])) {
                rows.add(new Located<>(new Service(words[0], loaded.isEmpty() ? null : State.STOPPED, startMode(words[1]), null,
                        null, null, null), number));
            }
        }
        return rows;
    }

    /** Init scripts that systemd does not know: {@code script NAME}, and {@code start S01NAME} or {@code start NAME} for those that are started. */
    public static List<Located<Service>> scripts(String text, List<Located<Service>> units, List<Located<Service>> files) {
        var known = names(units);
        known.addAll(names(files));
        var started = text.lines().filter(l -> l.startsWith("start ")).map(l -> l.substring(6).replaceFirst("^S[0-9]{2}", ""))
                .collect(Collectors.toSet());
        var rows = new ArrayList<Located<Service>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var name = line.startsWith("script ") ? line.substring(7).strip() : "";
            if (!name.isEmpty() && !known.contains(name + ".service") && known.add(name)) {
                rows.add(new Located<>(new Service(name, null, started.contains(name) ? StartMode.AUTOMATIC : StartMode.ON_DEMAND,
                        null, null, null,
                        "/etc/init.d/" + name), number));
            }
        }
        return rows;
    }

    private static Set<String> names(List<Located<Service>> rows) {
        return rows.stream().map(r -> r.row().name()).collect(Collectors.toCollection(HashSet::new));
    }
}
