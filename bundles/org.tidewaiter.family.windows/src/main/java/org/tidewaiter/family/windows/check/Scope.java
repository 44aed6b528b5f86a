package org.tidewaiter.family.windows.check;

import java.util.Optional;
import java.util.Set;

import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.CheckResult;
import org.tidewaiter.api.model.Facts;
import org.tidewaiter.family.windows.check.Host.Role;
import org.tidewaiter.family.windows.data.WindowsIdentity;
import org.tidewaiter.family.windows.data.WindowsRelease;

/** Which computers a check is about; others pass, for there is nothing to find. */
enum Scope {
    ANY, DOMAIN_CONTROLLER, SERVER, WORK_STATION, NOT_DOMAIN_CONTROLLER,
    /** In a domain, without being its controller. */
    MEMBER;

    private Truth holds(Host host) {
        var role = host.role();
        return switch (this) {
            case ANY -> Truth.YES;
            case DOMAIN_CONTROLLER -> role == null ? Truth.UNKNOWN : Truth.of(role == Role.DOMAIN_CONTROLLER);
            case SERVER -> role == null ? Truth.UNKNOWN : Truth.of(role != Role.WORK_STATION);
            case WORK_STATION -> role == null ? Truth.UNKNOWN : Truth.of(role == Role.WORK_STATION);
            case NOT_DOMAIN_CONTROLLER -> role == null ? Truth.UNKNOWN : Truth.of(role != Role.DOMAIN_CONTROLLER);
            case MEMBER -> role == Role.DOMAIN_CONTROLLER ? Truth.NO
                    : role == null ? Truth.UNKNOWN : Truth.of(host.domainMember());
        };
    }

    /** What must have been looked at. */
    Set<Class<? extends Item>> reads() {
        return switch (this) {
            case ANY -> Set.of();
            case DOMAIN_CONTROLLER, SERVER, WORK_STATION, NOT_DOMAIN_CONTROLLER -> Set.of(WindowsRelease.class);
            case MEMBER -> Set.of(WindowsRelease.class, WindowsIdentity.class);
        };
    }

    /** What a check comes to before it looks: empty where it has to look. */
    Optional<CheckResult> settles(Host host, Facts facts) {
        return switch (holds(host)) {
            case YES -> Optional.empty();
            case NO -> Optional.of(new CheckResult.Passed());
            case UNKNOWN -> Optional.of(host.role() == null
                    ? Missing.of(facts, WindowsRelease.class, "whether it is a server or a domain controller is not known")
                    : Missing.of(facts, WindowsIdentity.class, "whether it has joined a domain is not known"));
        };
    }
}
