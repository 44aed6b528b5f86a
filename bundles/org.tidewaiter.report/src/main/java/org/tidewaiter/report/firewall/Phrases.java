package org.tidewaiter.report.firewall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.Prefix;
import org.tidewaiter.api.model.Protocol;
import org.tidewaiter.report.firewall.FirewallRequest.Opening;

/** How the sheets and the commands say things. Pure. */
final class Phrases {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int COMMENT_LENGTH = 160;

    private Phrases() {
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** In UTC, and says so. */
    static String moment(Instant moment) {
        return MINUTE.format(moment) + " UTC";
    }

    /** {@code TCP 22}, {@code ICMP echo}. */
    static String port(Protocol protocol, int port) {
        return switch (protocol) {
            case TCP, UDP -> protocol + " " + port;
            case ICMP -> "ICMP echo (ping)";
            case ARP -> "ARP";
        };
    }

    /** A single address without its length. */
    static String prefix(Prefix prefix) {
        var address = prefix.address().withoutZone();
        return prefix.length() == address.bits() ? address.toString() : address + "/" + prefix.length();
    }

    static String address(IpAddress address) {
        return address.withoutZone().toString();
    }

    static String addresses(List<IpAddress> addresses) {
        return addresses.stream().map(Phrases::address).distinct().collect(Collectors.joining(", "));
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    static String needed(Opening opening, LocalDate until) {
        return opening.temporary() ? "until the devices are prepared, " + day(until) + " at the latest" : "until " + day(until);
    }

    /** Fit for a comment of any script: printable ASCII, in one line, not too long. Whatever else there is becomes a question mark. */
    static String comment(String text) {
        var line = text.replaceAll("[^ -~]", "?").strip();
        return line.length() <= COMMENT_LENGTH ? line : line.substring(0, COMMENT_LENGTH - 3) + "...";
    }
}
