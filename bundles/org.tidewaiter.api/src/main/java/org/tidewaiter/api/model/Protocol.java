package org.tidewaiter.api.model;

/** What a port number belongs to; ICMP has no ports and stands for presence. */
public enum Protocol {
    TCP, UDP, ICMP
}
