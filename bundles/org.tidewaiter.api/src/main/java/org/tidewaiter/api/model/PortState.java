package org.tidewaiter.api.model;

/** What is known of a port from outside. Silence on UDP is {@link #NO_ANSWER}: never "open", never "closed". */
public enum PortState {
    /** A handshake completed or a reply came from this very port. */
    OPEN,
    /** The host itself said that nothing listens: a TCP RST, or ICMP port-unreachable from the host. */
    CLOSED,
    /** Somebody on the way said no: ICMP administratively prohibited and its like. */
    FILTERED,
    /** The host or its network cannot be reached: no route, no neighbour, ICMP host- or network-unreachable. */
    UNREACHABLE,
    /** Nothing came back before the deadline. */
    NO_ANSWER
}
