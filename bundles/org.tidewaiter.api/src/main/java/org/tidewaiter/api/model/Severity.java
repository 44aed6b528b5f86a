package org.tidewaiter.api.model;

/** How bad a finding is, the mildest first: how soon somebody should act. */
public enum Severity {
    /** Worth knowing; nothing needs to be done. */
    INFO,
    /** Helps an attacker who already has a foothold, or departs from good practice; change it when the device is worked on anyway. */
    LOW,
    /** Weakens the device's protection, but needs a further condition to be used; plan the change. */
    MEDIUM,
    /** Lets an attacker on the network, or any user of the device, gain data or rights; change it soon. */
    HIGH,
    /** Lets anybody who reaches the device take it over or read its secrets without effort; change it now. */
    CRITICAL;

    /** Whether it is this bad, or worse. */
    public boolean isAtLeast(Severity least) {
        return compareTo(least) >= 0;
    }
}
