package org.tidewaiter.api.spi;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.api.probe.Observations;

/** Chooses the steps that read a device. */
@ConsumerType
public interface Auditor {

    /** An auditor without steps. */
    Auditor NONE = new Auditor() {
        @Override
        public List<AuditStep<?>> steps() {
            return List.of();
        }

        @Override
        public List<AuditStep<?>> steps(Claim claim, Observations observations) {
            return List.of();
        }
    };

    /** Every step there is, in reading order: what the manifest lists. */
    List<AuditStep<?>> steps();

    /**
     * The steps for a device, in running order; some of {@link #steps()}. Also asked for devices that other families claimed, so that a vendor's
     * plugin can add to them. Pure.
     *
     * @param claim the strongest claim, of whatever family
     */
    List<AuditStep<?>> steps(Claim claim, Observations observations);
}
