package org.tidewaiter.api.model;

/** What a port number belongs to. ICMP has no ports and stands for presence; ARP, with NDP, for the address on the local link. */
public enum Protocol {
    TCP, UDP, ICMP, ARP
}
