package org.tidewaiter.workbench;

import java.util.List;
import java.util.function.Function;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Claim;
import org.tidewaiter.workbench.read.DeviceRow;
import org.tidewaiter.workbench.read.Severities;
import org.tidewaiter.workbench.read.Snapshot;
import org.tidewaiter.workbench.table.DataTable;
import org.tidewaiter.workbench.table.TableColumn;
import org.tidewaiter.workbench.table.Tone;

/** The devices of the engagement. Made by the extension in {@code plugin.xml}, hence public. */
public final class DevicesView extends ViewPart implements ShownEngagement.Listener {

    static final String ID = "org.tidewaiter.workbench.devices";

    private static final TableColumn<DeviceRow> READINESS = TableColumn.of("Readiness", DeviceRow::verdict);
    private static final TableColumn<DeviceRow> FINDINGS = new TableColumn<>("Findings", false, null, DeviceRow::findings,
            device -> device.findings() instanceof Severities found ? Tone.of(found.worst()) : Tone.PLAIN);

    private static final List<TableColumn<DeviceRow>> COLUMNS = List.of(TableColumn.of("Address", DeviceRow::address),
            TableColumn.of("Name", DeviceRow::name), TableColumn.of("MAC", DeviceRow::mac), claimed("Family", Claim::family),
            TableColumn.of("What it is", DeviceRow::what), TableColumn.of("Confidence", DevicesView::confidence),
            TableColumn.of("Open ports", DeviceRow::openPorts), READINESS, FINDINGS,
            TableColumn.number("Facts", DeviceRow::facts), TableColumn.number("Gaps", DeviceRow::gaps),
            TableColumn.of("Last seen", DeviceRow::lastSeen));

    private @Nullable Page page;
    private @Nullable DataTable<DeviceRow> table;

    private static TableColumn<DeviceRow> claimed(String title, Function<Claim, @Nullable Object> part) {
        return TableColumn.of(title, device -> {
            var claim = device.claim();
            return claim == null ? null : part.apply(claim);
        });
    }

    private static @Nullable Object confidence(DeviceRow device) {
        var claim = device.claim();
        return claim == null ? null : claim.confidence() + (device.visit().ambiguous() ? ", ambiguous" : "");
    }

    private ShownEngagement shown() {
        return getSite().getService(ShownEngagement.class);
    }

    @Override
    public void createPartControl(Composite parent) {
        var made = new Page(parent, "devices.note");
        page = made;
        shown().add(this);
        var snapshot = shown().snapshot();
        if (snapshot == null) {
            made.say("No engagement is open.\n\nOpen a .tide file with File \u203a Open Engagement (Ctrl+O).");
        } else {
            engagementChanged(snapshot);
        }
    }

    @Override
    public void engagementChanged(Snapshot snapshot) {
        var place = page;
        if (place == null) {
            return;
        }
        setContentDescription(" " + snapshot.file().getFileName() + ": " + snapshot.summary());
        table = null;
        if (snapshot.devices().isEmpty()) {
            place.say(snapshot.file() + " has no devices yet.\n\nRun an audit into it, then choose File \u203a Reload (F5).");
            return;
        }
        var made = new DataTable<>(place.parent(), "devices.table", columns(snapshot), snapshot.devices(), DeviceRow::id);
        made.onSelection(shown()::choose);
        table = made;
        place.show(made.control());
    }

    /** Without readiness where no run has judged it, and without findings where no check was asked. */
    private static List<TableColumn<DeviceRow>> columns(Snapshot snapshot) {
        var judged = snapshot.devices().stream().anyMatch(d -> d.readiness() != null);
        var checked = snapshot.devices().stream().anyMatch(d -> d.findings() != null);
        return COLUMNS.stream().filter(c -> judged || c != READINESS).filter(c -> checked || c != FINDINGS).toList();
    }

    /** After a reload the same device is chosen again: then the new table marks it. */
    @Override
    public void deviceChanged(@Nullable DeviceRow device) {
        if (table != null && device != null) {
            table.select(device);
        }
    }

    @Override
    public void setFocus() {
        if (table != null) {
            table.control().setFocus();
        }
    }

    @Override
    public void dispose() {
        shown().remove(this);
        super.dispose();
    }
}
