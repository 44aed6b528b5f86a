package org.tidewaiter.family.snmp.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** How makers without a rule of their own tend to write model and version into sysDescr. */
final class Wording {

    /** A maker that says "Version" means the next word; short forms count only before a number. */
    private static final List<Pattern> VERSIONS = List.of(
            Pattern.compile("(?i)\\bsoft ?ware[ -]{0,2}version[ :=]{0,3}(?:rel\\. ?)?[vV]?(?<v>[0-9][0-9A-Za-z._()-]{0,40})"),
            Pattern.compile("(?i)\\b(?:sw|firmware|fw|software)[_ -]?(?:version|ver|rev|revision)?[.: =-]{0,3}[vV]?"
                    + "(?<v>[0-9]{1,4}[.][0-9A-Za-z._()-]{1,40})"),
            Pattern.compile(
                    "(?i)\\b(?:version|ver|release|rel|rev|revision)[.: =-]{0,3}[vV]?(?<v>[0-9]{1,4}[._][0-9A-Za-z._()-]{1,40})"),
            Pattern.compile("(?:^|[ ,;/(_-])[vV](?<v>[0-9]{1,4}[.][0-9][0-9A-Za-z._()-]{0,40})"),
            Pattern.compile("(?:^|[ ,(])(?<v>[0-9]{1,4}[.][0-9]{1,5}[.][0-9A-Za-z.()-]{1,30})(?:$|[ ,;)])"));

    /** A word of a model's name: XS-5110F, MES2324B. */
    private static final Pattern WORD = Pattern.compile("^[A-Za-z0-9][A-Za-z0-9+_/-]{2,31}$");
    private static final Pattern NUMBER = Pattern.compile("^[0-9]{3,5}[A-Z]{0,2}$");
    private static final Pattern NAME = Pattern.compile("^[A-Z][A-Za-z-]{2,20}$");
    /** A description that is nothing but a name: Allworx Connect 731. */
    private static final Pattern SHORT = Pattern.compile("^[A-Z][A-Za-z0-9+/().-]{0,25}(?: [A-Za-z0-9+/().-]{1,25}){0,3}$");
    private static final Pattern NO_MODEL = Pattern.compile(
            "(?i)^(?:[0-9]{1,4}[.:/].*|v?[0-9]+\\.[0-9.]+.*|[0-9]+(?:-port|g|ge|tx|xge|gb|mb|fx|mhz|v|hz|bit|-bit|x[0-9].*)?"
                    + "|10/100.*|snmpv[123].*|vxworks|linux|802\\..*|layer2\\+?|l[23]/?.*|utf-?8|[0-9]+-[0-9]+-[0-9]+|x86_64|armv[0-9].*|i[3-6]86|amd64|aarch64)$");

    private static final Pattern WORD_END = Pattern.compile("^[\"'(\\[<]+|[\"',;:)\\]>]+$");

    /** Words that say what sort of device it is, most telling first. */
    private static final Map<DeviceKind, Pattern> KINDS = kinds();

    private Wording() {
    }

    private static Map<DeviceKind, Pattern> kinds() {
        var kinds = new LinkedHashMap<DeviceKind, Pattern>();
        kinds.put(DeviceKind.PRINTER, word("printer|print ?server|laserjet|multifunction|mfp|copier|plotter"));
        kinds.put(DeviceKind.FIREWALL, word("firewall|vpn gateway|security (?:appliance|gateway)|utm"));
        kinds.put(DeviceKind.LOAD_BALANCER, word("load ?balancer|application delivery controller|adc"));
        kinds.put(DeviceKind.POWER, word(
                "ups|pdu|rpdu|epdu|power (?:control|supply|system|distribution)[a-z]{0,6}|rectifier|inverter|genset|generator|transfer switch"));
        kinds.put(DeviceKind.ENVIRONMENT, word(
                "temperature|humidity|thermometer|sensors?|environment(?:al)? monitor[a-z]{0,5}|air ?condition[a-z]{0,4}|chiller|hvac"));
        kinds.put(DeviceKind.WIRELESS,
                word("access ?point|wireless|wi-?fi|wlan|radio|microwave|base station|backhaul|point-to-point"));
        kinds.put(DeviceKind.STORAGE, word("nas|storage|disk array|raid|tape library|backup appliance"));
        kinds.put(DeviceKind.MANAGEMENT,
                word("kvm|console server|terminal server|bmc|remote (?:access|management) controller|out-of-band"));
        kinds.put(DeviceKind.COLLABORATION, word("voip|ip ?phone|pbx|telephony|video ?conferencing|codec|intercom"));
        kinds.put(DeviceKind.MEDIA, word("camera|encoder|decoder|video server|receiver|transmitter|set-?top"));
        kinds.put(DeviceKind.TIMING, word("ntp|time ?server|grandmaster|clock"));
        kinds.put(DeviceKind.NETWORK,
                word("switch|router|gateway|bridge|modem|olt|onu|ont|dslam|multiplexer|cmts|media converter|gigabit|ethernet"));
        return kinds;
    }

    private static Pattern word(String words) {
        return Pattern.compile("(?i)(?<![A-Za-z])(?:" + words + ")(?![A-Za-z])");
    }

    /** What sort of device a description says that it is of. */
    static @Nullable DeviceKind kind(String description) {
        for (var kind : KINDS.entrySet()) {
            if (kind.getValue().matcher(description).find()) {
                return kind.getKey();
            }
        }
        return null;
    }

    /** The version that a description gives. */
    static @Nullable String version(String description) {
        for (var pattern : VERSIONS) {
            var matcher = pattern.matcher(description);
            if (matcher.find()) {
                var version = matcher.group("v");
                var end = version.endsWith(")") && version.indexOf('(') < 0 || version.endsWith(".") || version.endsWith("-")
                        ? version.length() - 1
                        : version.length();
                return version.substring(0, end);
            }
        }
        return null;
    }

    /** The model that a description gives, without the maker's name before it. */
    static @Nullable String model(String description, String vendor) {
        var named = description.regionMatches(true, 0, vendor + " ", 0, vendor.length() + 1);
        return model(
                named ? description.substring(vendor.length()).strip() : description.equalsIgnoreCase(vendor) ? "" : description);
    }

    /**
     * The model that a description gives: its first word of letters and digits, or a name and a number after it, if they are among the first words;
     * else a short description as a whole.
     */
    static @Nullable String model(String description) {
        var words = description.split(" ", 9);
        for (var i = 0; i < Math.min(words.length, 8); i++) {
            var word = WORD_END.matcher(words[i]).replaceAll("");
            if (isNumbered(word) && WORD.matcher(word).matches() && !NO_MODEL.matcher(word).matches()) {
                return word;
            }
            if (i > 0 && NUMBER.matcher(word).matches() && NAME.matcher(words[i - 1]).matches()) {
                return words[i - 1] + " " + word;
            }
        }
        return SHORT.matcher(description).matches() && description.chars().anyMatch(Character::isDigit)
                && version(description) == null ? description : null;
    }

    private static boolean isNumbered(String word) {
        return word.chars().anyMatch(c -> c >= '0' && c <= '9') && word.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** Without words that say only what sort of thing it is. */
    static @Nullable String tidyModel(@Nullable String model) {
        if (model == null) {
            return null;
        }
        var text = model.strip().replaceFirst("(?i) switch$", "").replaceFirst("^(J[0-9]{4}[A-Z]) Switch ", "$1 ");
        return text.replaceAll(" {2,}", " ");
    }
}
