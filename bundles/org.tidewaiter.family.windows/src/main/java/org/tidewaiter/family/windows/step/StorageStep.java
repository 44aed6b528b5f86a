package org.tidewaiter.family.windows.step;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.DiskHealth;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.session.CimQuery;
import org.tidewaiter.api.session.PowerShellSession;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.windows.data.StoragePool;
import org.tidewaiter.family.windows.parse.Storage;

/** Disks, how they are, and pools of them. */
public final class StorageStep implements RemotingStep {

    private static final String STORAGE = "root/Microsoft/Windows/Storage";

    private static final CimQuery DRIVES = CimQuery.of("disk-drives", "Win32_DiskDrive", "Index", "Model", "Manufacturer",
            "SerialNumber",
            "FirmwareRevision", "Size", "InterfaceType", "MediaType", "PNPDeviceID", "Partitions", "Status");
    private static final CimQuery PHYSICAL = CimQuery
            .of("physical-disks", "MSFT_PhysicalDisk", "DeviceId", "FriendlyName", "Manufacturer", "Model", "SerialNumber",
                    "UniqueId",
                    "MediaType", "BusType", "Size", "HealthStatus", "OperationalStatus", "SpindleSpeed")
            .in(STORAGE);
    private static final CimQuery COUNTERS = CimQuery
            .of("disk-counters", "MSFT_StorageReliabilityCounter", "DeviceId", "Temperature", "Wear", "PowerOnHours",
                    "ReadErrorsUncorrected", "WriteErrorsUncorrected", "StartStopCycleCount")
            .in(STORAGE).within(Duration.ofSeconds(30));
    private static final CimQuery PREDICTIONS = CimQuery
            .of("failure-predictions", "MSStorageDriver_FailurePredictStatus", "InstanceName", "PredictFailure", "Reason")
            .in("root/wmi");
    private static final CimQuery POOLS = CimQuery
            .of("storage-pools", "MSFT_StoragePool", "FriendlyName", "HealthStatus", "Size", "AllocatedSize", "IsReadOnly",
                    "IsPrimordial")
            .in(STORAGE);

    @Override
    public String id() {
        return "storage";
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Disk.class, DiskHealth.class, StoragePool.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(DRIVES, PHYSICAL, COUNTERS, PREDICTIONS, POOLS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(130);
    }

    @Override
    public void read(PowerShellSession session, FactSink sink) throws TransportException, InterruptedException {
        var physical = session.query(PHYSICAL);
        var byNumber = Storage.byNumber(physical.rows());
        new Reading<>(DRIVES, Disk.class, "no disk drive is there", row -> Storage.disk(row, byNumber)).state(session, sink);
        var counters = session.query(COUNTERS);
        var counts = Storage.byNumber(counters.rows());
        var found = Reading.state(sink, physical, DiskHealth.class, row -> Storage.health(row, counts));
        var predictions = session.query(PREDICTIONS);
        var paths = Storage.byPath(session.query(DRIVES).rows());
        found += Reading.state(sink, predictions, DiskHealth.class, row -> Storage.prediction(row, paths));
        sink.missing(DiskHealth.class, counters);
        Reading.settle(sink, physical, DiskHealth.class,
                found > 0 || predictions.shortfall() != null || counters.shortfall() != null,
                "no disk tells how it is");
        new Reading<>(POOLS, StoragePool.class, "no storage pool was made", Storage::pool).state(session, sink);
    }
}
