package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Disk;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.data.Volume;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.Shortfall;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.BlockDevices;
import org.tidewaiter.family.unix.parse.Mounts;

/** Disks and file systems. */
public final class StorageStep implements AuditStep<ShellSession> {

    private static final ShellCommand DEVICES = ShellCommand.of("block-devices",
            "lsblk -P -b -o NAME,KNAME,PKNAME,TYPE,SIZE,VENDOR,MODEL,SERIAL,REV,TRAN,WWN,ROTA,RM,RO,FSTYPE,LABEL,UUID,MOUNTPOINT");

    /** The same table from sysfs, drives alone, where there is no lsblk. */
    private static final ShellCommand DRIVES = ShellCommand.of("drive-files",
            "command -v lsblk >/dev/null && exit 0; cd /sys/block && for d in *; do v=; read -r v <$d/size || continue; "
                    + "case $d in sr*) t=rom ;; *) t=disk ;; esac; printf 'NAME=\"%s\" KNAME=\"%s\" TYPE=\"%s\" SIZE=\"%s\"' $d $d $t $((v * 512)); "
                    + "for f in VENDOR:device/vendor MODEL:device/model SERIAL:device/serial REV:device/rev ROTA:queue/rotational RM:removable; do "
                    + "v= t=; { IFS='\"' read -r v t <$d/${f#*:}; } 2>/dev/null; printf ' %s=\"%s\"' ${f%%:*} \"$v$t\"; done; echo; done");

    private static final ShellCommand MOUNTS = ShellCommand.of("mount-table", "cat /proc/self/mounts");

    /** Local file systems alone: a dead file server must not hold the audit up. */
    private static final ShellCommand SPACE = ShellCommand.of("disk-space", "df -P -k -l");

    @Override
    public String id() {
        return "storage";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Disk.class, Volume.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(DEVICES, DRIVES, MOUNTS, SPACE);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var listed = shell.run(DEVICES);
        var devices = listed.shortfall() instanceof Shortfall why && why.reason() == GapReason.NOT_PRESENT ? shell.run(DRIVES)
                : listed;
        var table = BlockDevices.parse(devices.out());
        if (!sink.missing(Disk.class, devices)) {
            for (var disk : table.disks()) {
                sink.fact(disk.row(), devices.at(disk.line()));
            }
            if (table.disks().isEmpty()) {
                sink.gap(Disk.class, GapReason.NOT_PRESENT, "no disk is visible here (usual in containers)", devices.evidence());
            }
        }
        var mounts = shell.run(MOUNTS);
        if (sink.missing(Volume.class, mounts)) {
            return;
        }
        var mounted = Mounts.parse(mounts.out(), shell.run(SPACE).out(), table);
        for (var volume : mounted) {
            sink.fact(volume.row(), mounts.at(volume.line()));
        }
        for (var volume : table.unmounted()) {
            sink.fact(volume.row(), devices.at(volume.line()));
        }
        if (mounted.isEmpty() && table.unmounted().isEmpty()) {
            sink.gap(Volume.class, GapReason.NOT_PRESENT, "no file system on a disk is mounted here", mounts.evidence());
        }
    }
}
