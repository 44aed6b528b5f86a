package org.tidewaiter.family.unix.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.Group;
import org.tidewaiter.api.data.UserAccount;
import org.tidewaiter.api.data.UserAccount.PasswordState;

/** Local accounts from passwd(5), group(5) and what we let shadow(5) tell. */
public final class Accounts {

    /** The prefixes of crypt(5). */
    private static final Map<String, String> ALGORITHMS = Map.ofEntries(Map.entry("1", "md5crypt"), Map.entry("2a", "bcrypt"),
            Map.entry("2b", "bcrypt"), Map.entry("2y", "bcrypt"), Map.entry("5", "sha256crypt"), Map.entry("6", "sha512crypt"),
            Map.entry("7", "scrypt"), Map.entry("y", "yescrypt"), Map.entry("gy", "gost-yescrypt"),
            Map.entry("other", "descrypt"));

    /**
     * What the shadow file says of one account, its hash already cut.
     *
     * @param locked  whether an exclamation mark stands before the hash
     * @param kind    crypt(5) prefix, or {@code other}, {@code none}, {@code empty}
     * @param changed day of the last change, counted from 1970
     * @param expires day of the account's end, counted from 1970
     */
    public record Shadow(boolean locked, String kind, String changed, String expires) {

        PasswordState state() {
            return switch (kind) {
                case "none" -> PasswordState.NONE;
                case "empty" -> PasswordState.EMPTY;
                default -> locked ? PasswordState.LOCKED : PasswordState.SET;
            };
        }
    }

    private Accounts() {
    }

    /** Account to state, from our lines {@code name:locked:kind:changed:expires}. */
    public static Map<String, Shadow> shadow(String text) {
        Map<String, Shadow> states = new HashMap<>();
        for (var line : text.lines().toList()) {
            var fields = line.split(":", -1);
            if (fields.length == 5) {
                states.putIfAbsent(fields[0], new Shadow(fields[1].equals("locked"), fields[2], fields[3], fields[4]));
            }
        }
        return states;
    }

    /** Accounts from passwd(5), whose second field holds no hash any more; {@code +} lines of NIS are no accounts. */
    public static List<Located<UserAccount>> passwd(String text, Map<String, Shadow> states) {
        var rows = new ArrayList<Located<UserAccount>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var fields = line.split(":", -1);
            if (fields.length >= 7 && !fields[0].isBlank() && !fields[0].startsWith("+") && !fields[0].startsWith("-")) {
                rows.add(new Located<>(account(fields, states.get(fields[0])), number));
            }
        }
        return rows;
    }

    private static UserAccount account(String[] fields, @Nullable Shadow shadow) {
        var state = shadow != null ? shadow.state() : stateOf(fields[1]);
        var gecos = fields[4].split(",", 2)[0];
        return new UserAccount(fields[0], Clean.text(fields[2]), Clean.text(fields[3]), Clean.text(gecos), Clean.text(fields[5]),
                Clean.text(fields[6]),
                state, shadow == null ? null : ALGORITHMS.get(shadow.kind()),
                shadow == null ? null : Clean.epochDay(shadow.changed()),
                shadow == null ? null : Clean.epochDay(shadow.expires()), Boolean.valueOf(fields[2].equals("0")));
    }

    /** Without the shadow file: an empty field asks for no password, a hash stood there, or the shadow file knows and we do not. */
    private static @Nullable PasswordState stateOf(String field) {
        return switch (field) {
            case "" -> PasswordState.EMPTY;
            case "set" -> PasswordState.SET;
            case "*", "!" -> PasswordState.NONE;
            default -> null;
        };
    }

    /** Groups from lines {@code name:id:members}. */
    public static List<Located<Group>> groups(String text) {
        var rows = new ArrayList<Located<Group>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var fields = line.split(":", -1);
            if (fields.length == 3 && !fields[0].isBlank() && !fields[0].startsWith("+")) {
                var members = fields[2].isBlank() ? List.<String> of() : List.of(fields[2].split(","));
                rows.add(new Located<>(new Group(fields[0], Clean.text(fields[1]), members), number));
            }
        }
        return rows;
    }
}
