package org.tidewaiter.family.windows.data;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.data.DataClassId;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Unit;

/**
 * Microsoft Defender Antivirus as it is; one row.
 *
 * @param mode              {@code Normal}, {@code Passive Mode}, {@code Not running}
 * @param service           whether its service is enabled
 * @param antivirus         whether it scans
 * @param realTime          whether it scans what is opened
 * @param behaviour         whether it watches behaviour
 * @param downloads         whether it scans downloads
 * @param network           whether it inspects the network
 * @param tamperProtected   whether only its own console may change it
 * @param productVersion    of the platform
 * @param engineVersion     of the engine
 * @param signatureVersion  of the signatures
 * @param signaturesUpdated when they were updated
 * @param signatureAge      days since
 * @param quickScanEnded    last quick scan
 * @param fullScanEnded     last full scan
 */
@DataClassId("windows.defender-status")
public record DefenderStatus(@Nullable String mode, @Nullable Boolean service, @Nullable Boolean antivirus,
        @Nullable Boolean realTime, @Nullable Boolean behaviour, @Nullable Boolean downloads, @Nullable Boolean network,
        @Nullable Boolean tamperProtected, @Nullable String productVersion, @Nullable String engineVersion,
        @Nullable String signatureVersion, @Nullable Instant signaturesUpdated, @Unit("d") @Nullable Long signatureAge,
        @Nullable Instant quickScanEnded, @Nullable Instant fullScanEnded)
        implements Item {
}
