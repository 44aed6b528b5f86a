package org.tidewaiter.transport.net.linux;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.IpAddress;
import org.tidewaiter.api.model.PortState;

/**
 * An ICMP error (RFC 792, RFC 1812 section 5.2.7.1) or ICMPv6 error (RFC 4443 section 3) that a packet of ours met.
 *
 * @param version     4 or 6
 * @param offender    who sent it; absent when the kernel does not say
 * @param destination of the packet that met it
 * @param port        of that packet
 */
record IcmpError(int version, int type, int code, @Nullable IpAddress offender, @Nullable IpAddress destination, int port) {

    /** The error in words, one word. */
    String reason() {
        return version == 4 ? reason4() : reason6();
    }

    private String reason4() {
        return switch (type) {
            case 3 -> switch (code) {
                case 0, 6 -> "net-unreachable";
                case 1, 7 -> "host-unreachable";
                case 2 -> "protocol-unreachable";
                case 3 -> "port-unreachable";
                case 9 -> "net-prohibited";
                case 10 -> "host-prohibited";
                case 13 -> "admin-prohibited";
                default -> "icmp-3-" + code;
            };
            case 11 -> "time-exceeded";
            default -> "icmp-" + type + "-" + code;
        };
    }

    private String reason6() {
        return switch (type) {
            case 1 -> switch (code) {
                case 0 -> "net-unreachable";
                case 1 -> "admin-prohibited";
                case 2 -> "beyond-scope";
                case 3 -> "host-unreachable";
                case 4 -> "port-unreachable";
                case 5 -> "source-policy";
                case 6 -> "reject-route";
                default -> "icmpv6-1-" + code;
            };
            case 3 -> "time-exceeded";
            default -> "icmpv6-" + type + "-" + code;
        };
    }

    /** Who sent it, unless that was the very host that was asked. */
    @Nullable
    IpAddress teller(IpAddress asked) {
        return offender instanceof IpAddress there && !there.equals(asked.withoutZone()) ? there : null;
    }

    /**
     * What it says of a port.
     *
     * @param datagram whether the packet was UDP: there a port-unreachable is the host's own way to say that nothing listens, while to a TCP
     *                 SYN a host answers RST, so that it comes from a firewall's reject rule
     */
    PortState state(boolean datagram) {
        return switch (reason()) {
            case "port-unreachable" -> datagram ? PortState.CLOSED : PortState.FILTERED;
            case "net-prohibited", "host-prohibited", "admin-prohibited", "source-policy", "reject-route" -> PortState.FILTERED;
            default -> PortState.UNREACHABLE;
        };
    }
}
