package org.tidewaiter.family.unix.step;

import java.util.List;
import java.util.Set;

import org.tidewaiter.api.data.Hardware;
import org.tidewaiter.api.data.Item;
import org.tidewaiter.api.model.GapReason;
import org.tidewaiter.api.session.Request;
import org.tidewaiter.api.session.ShellCommand;
import org.tidewaiter.api.session.ShellSession;
import org.tidewaiter.api.session.TransportException;
import org.tidewaiter.api.spi.AuditStep;
import org.tidewaiter.api.spi.FactSink;
import org.tidewaiter.family.unix.parse.KeyValues;
import org.tidewaiter.family.unix.parse.Machines;

/** The machine, as its firmware describes it. */
public final class HardwareStep implements AuditStep<ShellSession> {

    /** What everybody may read of SMBIOS; on boards without it, the device tree. */
    private static final ShellCommand FIRMWARE = ShellCommand.of("firmware-tables",
            "for f in sys_vendor product_name product_version product_sku board_vendor board_name bios_vendor bios_version bios_date "
                    + "chassis_type chassis_asset_tag; do [ -r /sys/class/dmi/id/$f ] && { v=; IFS= read -r v </sys/class/dmi/id/$f; printf '%s=%s\\n' $f \"$v\"; }; done; "
                    + "for f in model serial-number; do [ -r /proc/device-tree/$f ] && { printf 'tree-%s=' $f; tr -d '\\0' < /proc/device-tree/$f; echo; }; done; "
                    + "sed -n 's/^MemTotal: *\\([0-9]*\\) kB/memory=\\1/p' /proc/meminfo");

    /** Serial numbers and UUID are for root's eyes. */
    private static final ShellCommand IDENTITY = ShellCommand.root("firmware-identity",
            "grep -s . /sys/class/dmi/id/product_uuid /sys/class/dmi/id/product_serial /sys/class/dmi/id/board_serial "
                    + "/sys/class/dmi/id/chassis_serial");

    @Override
    public String id() {
        return "hardware";
    }

    @Override
    public Class<ShellSession> needs() {
        return ShellSession.class;
    }

    @Override
    public Set<Class<? extends Item>> promises() {
        return Set.of(Hardware.class);
    }

    @Override
    public List<Request> requests() {
        return List.of(FIRMWARE, IDENTITY);
    }

    @Override
    public void read(ShellSession shell, FactSink sink) throws TransportException, InterruptedException {
        var firmware = shell.run(FIRMWARE);
        if (sink.missing(Hardware.class, firmware)) {
            return;
        }
        var values = KeyValues.parse(firmware.out());
        var identity = shell.run(IDENTITY);
        var denied = identity.shortfall();
        sink.fact(Machines.of(values, denied == null ? Machines.identity(identity.out()) : Machines.NO_IDENTITY),
                firmware.evidence());
        if (denied != null && denied.reason() == GapReason.DENIED && values.containsKey("sys_vendor")) {
            sink.gap(Hardware.class, denied.reason(), "serial number and UUID: " + denied.detail(), identity.evidence());
        }
    }
}
