package org.tidewaiter.family.snmp.rule;

import org.jspecify.annotations.Nullable;

/**
 * What an agent's own words say that it is.
 *
 * @param vendor  maker
 * @param kind    what it is for
 * @param system  operating system, firmware or agent: {@code IOS XE}
 * @param model   as the maker writes it: {@code WS-C2960X}
 * @param version of the system
 */
public record Identified(@Nullable String vendor, @Nullable DeviceKind kind, @Nullable String system, @Nullable String model,
        @Nullable String version) {

    /** Model with its system in brackets, or whichever is there. */
    public @Nullable String product() {
        var name = model;
        var firmware = system;
        if (name == null || firmware == null) {
            return name == null ? firmware : name;
        }
        return name.contains(firmware) ? name : name + " (" + firmware + ")";
    }
}
