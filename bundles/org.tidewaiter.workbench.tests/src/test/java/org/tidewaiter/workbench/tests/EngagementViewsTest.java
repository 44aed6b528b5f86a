package org.tidewaiter.workbench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.nebula.widgets.nattable.layer.ILayer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.store.Access;
import org.tidewaiter.store.Engagement;

/** An auditor opens an engagement, looks at its devices, at one of them, and at what stands behind a row. */
@ExtendWith(WorkbenchExtension.class)
class EngagementViewsTest {

    @TempDir
    private Path folder;
    private SevereLog log;

    @BeforeEach
    void listen() {
        log = new SevereLog();
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        log.close();
        assertEquals(List.of(), log.errors());
    }

    private Path sample(String name) throws Exception {
        var file = folder.resolve(name);
        SampleEngagement.write(file);
        return file;
    }

    /** File, Open Engagement, with the file already named. */
    private static void open(Path file) {
        var window = Ui.on(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0]);
        // the handler returns at once; a dialog that it leads to must not hold the test's thread
        Ui.on(() -> {
            var command = window.getService(ICommandService.class).getCommand("org.tidewaiter.workbench.open");
            var named = ParameterizedCommand.generateCommand(command,
                    Map.of("org.tidewaiter.workbench.open.file", file.toString()));
            return window.getService(IHandlerService.class).executeCommand(named, null);
        });
    }

    private static void openAndAwait(Path file) throws InterruptedException {
        open(file);
        Ui.await(file.getFileName() + " in the title", () -> {
            var title = PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell().getText();
            return title.startsWith(file.getFileName().toString()) ? Optional.of(title) : Optional.empty();
        });
    }

    /** What a cell shows, read through all the table's layers; row 0 are the headings. */
    private static String cell(NatTable table, int column, int row) {
        return Ui.on(() -> String.valueOf(table.getDataValueByPosition(column, row)));
    }

    private static List<String> row(NatTable table, int row) {
        return Ui.on(() -> {
            var cells = new String[table.getColumnCount()];
            for (var i = 0; i < cells.length; i++) {
                cells[i] = String.valueOf(table.getDataValueByPosition(i, row));
            }
            return Arrays.asList(cells);
        });
    }

    /** A click with the mouse on a cell, through SWT's own events. */
    private static void click(NatTable table, int column, int row) {
        Ui.on(() -> {
            var bounds = table.getBoundsByPosition(column, row);
            for (var type : new int[] { SWT.MouseDown, SWT.MouseUp }) {
                var event = new Event();
                event.type = type;
                event.button = 1;
                event.count = 1;
                event.x = bounds.x + 5;
                event.y = bounds.y + bounds.height / 2;
                event.stateMask = type == SWT.MouseUp ? SWT.BUTTON1 : 0;
                event.time = (int) System.nanoTime();
                table.notifyListeners(type, event);
            }
            return null;
        });
    }

    /** How many colours the control has on the screen: an unpainted table has one or two, text has many shades. */
    private static int colours(Control control) {
        return Ui.on(() -> {
            control.update();
            var pixels = pixels(control);
            var colours = new HashSet<Integer>();
            for (var y = 0; y < pixels.height; y++) {
                for (var x = 0; x < pixels.width; x++) {
                    colours.add(pixels.getPixel(x, y));
                }
            }
            return colours.size();
        });
    }

    private static ImageData pixels(Control control) {
        var size = control.getSize();
        var image = new Image(control.getDisplay(), size.x, size.y);
        var gc = new GC(control);
        try {
            gc.copyArea(image, 0, 0);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    private static void choose(NatTable devices, String address) {
        for (var i = 1; i <= 4; i++) {
            if (cell(devices, 0, i).equals(address)) {
                click(devices, 0, i);
                return;
            }
        }
        throw new AssertionError(address + " is not in the table");
    }

    private static List<String> topics(Table table) {
        return Ui.on(() -> Arrays.stream(table.getItems()).map(i -> i.getText(0) + " " + i.getText(1)).toList());
    }

    private static void chooseTopic(String title) throws InterruptedException {
        var table = Ui.find(Table.class, "device.topics");
        Ui.on(() -> {
            for (var i = 0; i < table.getItemCount(); i++) {
                if (table.getItem(i).getText(0).equals(title)) {
                    table.select(i);
                    table.notifyListeners(SWT.Selection, new Event());
                    return null;
                }
            }
            throw new AssertionError(title + " is not among the topics");
        });
    }

    private static NatTable rowsWith(String heading) throws InterruptedException {
        return Ui.await("rows with " + heading, () -> Ui.every(NatTable.class, "device.rows").stream()
                .filter(t -> t.isVisible() && Ui.headings(t).contains(heading)).findFirst());
    }

    @Test
    void theDevicesAreThereInOrderOfAddressAndPainted() throws Exception {
        openAndAwait(sample("first.tide"));
        var devices = Ui.find(NatTable.class, "devices.table");
        assertEquals(
                List.of("Address", "Name", "MAC", "Family", "What it is", "Confidence", "Open ports", "Facts", "Gaps",
                        "Last seen"),
                row(devices, 0));
        assertEquals(List.of("10.0.0.7", "web1.example", "", "unix", "Debian GNU/Linux 12", "PROVEN", "22", "1201", "1"),
                row(devices, 1).subList(0, 9));
        assertEquals(
                List.of("10.0.0.9", "printer-2nd-floor", "", "printer", "TCP 9100 is open (raw printing)", "HINT", "9100", "0",
                        "0"),
                row(devices, 2).subList(0, 9));
        assertEquals(List.of("10.0.0.20", "10.0.0.100"), List.of(cell(devices, 0, 3), cell(devices, 0, 4)));
        assertEquals(List.of("", "", ""), row(devices, 4).subList(1, 4));
        assertTrue(colours(devices) > 20, "the table was not painted: " + colours(devices) + " colours");
    }

    @Test
    void aClickOnAHeadingSortsNumbersByValueAndASecondOneTurnsThemRound() throws Exception {
        openAndAwait(sample("sorted.tide"));
        var devices = Ui.find(NatTable.class, "devices.table");
        click(devices, 7, 0);
        Ui.await("the largest last",
                () -> devices.getDataValueByPosition(7, 4).equals("1201") ? Optional.of(true) : Optional.empty());
        click(devices, 7, 0);
        Ui.await("the largest first",
                () -> devices.getDataValueByPosition(7, 1).equals("1201") ? Optional.of(true) : Optional.empty());
        assertEquals("10.0.0.7", cell(devices, 0, 1));
    }

    @Test
    void aDeviceShowsItsClassesItsRowsAndTheEvidenceOfOne() throws Exception {
        openAndAwait(sample("device.tide"));
        choose(Ui.find(NatTable.class, "devices.table"), "10.0.0.7");
        var topics = Ui.find(Table.class, "device.topics");
        Ui.await("topics", () -> topics.getItemCount() == 5 ? Optional.of(true) : Optional.empty());
        assertEquals(
                List.of("Installed software " + SampleEngagement.PACKAGES, "Operating system 1", "Claims 2", "Ports 2", "Gaps 1"),
                topics(topics));

        chooseTopic("Installed software");
        var software = rowsWith("Packaging");
        assertEquals(SampleEngagement.PACKAGES, Ui.on(() -> rowsOf(software)));
        assertEquals("package-0000", cell(software, 0, 1));
        assertTrue(row(software, 3).contains("2.0 MiB"), row(software, 3).toString());
        assertTrue(colours(software) > 20, "the rows were not painted");

        click(software, 0, 3);
        var reply = Ui.await("evidence", () -> Ui.every(StyledText.class, "device.evidence").stream().findFirst());
        var text = Ui.on(reply::getText);
        assertTrue(text.startsWith("dpkg-query -W"), text.substring(0, 40));
        var marked = Ui.on(() -> Arrays.stream(reply.getStyleRanges()).map(r -> reply.getTextRange(r.start, r.length)).toList());
        assertEquals(List.of("package-0002\t1.2-1\tamd64\t2000"), marked);
        assertTrue(
                Ui.on(() -> contrast(reply.getLineBackground(reply.getLineAtOffset(text.indexOf(marked.getFirst()))),
                        reply.getForeground())) > 90,
                "the marked line cannot be read");
        var heading = Ui.find(Label.class, "device.evidence.heading");
        assertTrue(Ui.on(heading::getText).contains("Exchange 3, dpkg, ") && Ui.on(heading::getText).endsWith("read at line 3"),
                Ui.on(heading::getText));
    }

    /** Difference of two colours' brightness, of 255. */
    private static int contrast(Color one, Color other) {
        return Math.abs(one.getRed() + one.getGreen() + one.getBlue() - other.getRed() - other.getGreen() - other.getBlue()) / 3;
    }

    /** All rows, on the screen or not: the table's lowest layer has them. */
    private static int rowsOf(NatTable table) {
        ILayer layer = table;
        var row = 1;
        while (layer.getUnderlyingLayerByPosition(0, row) != null) {
            var below = layer.getUnderlyingLayerByPosition(0, row);
            row = layer.localToUnderlyingRowPosition(row);
            layer = below;
        }
        return layer.getRowCount();
    }

    @Test
    void gapsSayWhyAndAHostWithoutOneSaysSo() throws Exception {
        openAndAwait(sample("gaps.tide"));
        var devices = Ui.find(NatTable.class, "devices.table");
        choose(devices, "10.0.0.7");
        Ui.await("topics", () -> Ui.every(Table.class, "device.topics").stream().filter(t -> t.getItemCount() == 5).findFirst());
        chooseTopic("Gaps");
        assertEquals(List.of("Volume", "DENIED", "10.0.0.7: df refused; run as root", "unix/storage"),
                row(rowsWith("Missing"), 1));

        choose(devices, "10.0.0.100");
        var note = Ui.await("the sentence", () -> Ui.every(Label.class, "device.rows.note").stream()
                .filter(l -> l.isVisible() && l.getText().startsWith("Nothing is missing")).findFirst());
        assertTrue(Ui.on(note::isVisible));
    }

    @Test
    void reloadShowsTheLaterRunAndStaysOnDeviceAndTopic() throws Exception {
        var file = sample("grows.tide");
        openAndAwait(file);
        choose(Ui.find(NatTable.class, "devices.table"), "10.0.0.7");
        Ui.await("topics", () -> Ui.every(Table.class, "device.topics").stream().filter(t -> t.getItemCount() == 5).findFirst());
        chooseTopic("Claims");
        var claims = rowsWith("Because");
        assertEquals(2, Ui.on(() -> rowsOf(claims)));
        SampleEngagement.addRun(file);
        var window = Ui.on(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0]);
        Ui.on(() -> window.getService(IHandlerService.class).executeCommand("org.eclipse.ui.file.refresh", null));
        Ui.await("five devices",
                () -> Ui.every(NatTable.class, "devices.table").stream().filter(t -> rowsOf(t) == 5).findFirst());
        Ui.await("the same topic", () -> Ui.every(Table.class, "device.topics").stream().filter(t -> t.getItemCount() == 5)
                .filter(t -> t.getItem(t.getSelectionIndex()).getText(0).equals("Claims")).findFirst());
    }

    @Test
    void aReadinessRunShowsItsVerdictAndTheRulesThatStandInTheWay() throws Exception {
        var file = sample("readiness.tide");
        SampleEngagement.addReadiness(file);
        openAndAwait(file);
        var devices = Ui.find(NatTable.class, "devices.table");
        assertEquals("Readiness", row(devices, 0).get(7));
        choose(devices, "10.0.0.40");
        Ui.await("topics", () -> Ui.every(Table.class, "device.topics").stream().filter(t -> t.getItemCount() == 4).findFirst());
        chooseTopic("Readiness");
        assertEquals(List.of("TCP 22", "unix-tcp-22", "SILENCE", "in the way", "nothing came back from TCP 22", "no audit",
                "ask the firewall team"), row(rowsWith("What to do"), 1));
    }

    @Test
    void findingsStandTheWorstFirstInTheirColourAndAChecksOutcomeIsTold() throws Exception {
        var file = sample("findings.tide");
        SampleEngagement.addFindings(file);
        openAndAwait(file);
        var devices = Ui.find(NatTable.class, "devices.table");
        assertEquals("Findings", row(devices, 0).get(7));
        assertEquals("1 critical, 1 high", row(devices, 1).get(7));
        assertEquals("", row(devices, 2).get(7), "no check was asked of it");
        choose(devices, "10.0.0.7");
        Ui.await("topics", () -> Ui.every(Table.class, "device.topics").stream().filter(t -> t.getItemCount() == 7).findFirst());
        var topics = topics(Ui.find(Table.class, "device.topics"));
        assertTrue(topics.containsAll(List.of("Findings 2", "Checks 3")), topics.toString());
        chooseTopic("Findings");
        var findings = rowsWith("Severity");
        assertEquals(List.of("CRITICAL", "An account asks for no password", "account guest", "Set a password", "shadow(5)",
                "unix-empty-password"), row(findings, 1));
        assertEquals(List.of("HIGH", "Telnet is offered", "TCP 23 listens on 0.0.0.0", "Switch it off", "RFC 854",
                "unix-cleartext-service"), row(findings, 2));
        Ui.await("red cells", () -> isRed(findings, 0, 1) && isRed(findings, 0, 2) && !isRed(findings, 1, 1)
                ? Optional.of(true) : Optional.empty());
        chooseTopic("Checks");
        var checks = rowsWith("Outcome");
        assertEquals(List.of("Services that send in clear", "found something", "", "", "", "unix-cleartext-service"),
                row(checks, 1));
        assertEquals(
                List.of("Volumes", "could not be judged", "Volume", "DENIED", "10.0.0.7: df refused; run as root",
                        "unix-volumes"),
                row(checks, 3));
    }

    /** Whether a cell is painted on red: its corner, where no letter stands. */
    private static boolean isRed(NatTable table, int column, int row) {
        return Ui.on(() -> {
            table.update();
            var bounds = table.getBoundsByPosition(column, row);
            var pixels = pixels(table);
            var colour = pixels.palette.getRGB(pixels.getPixel(bounds.x + 3, bounds.y + 3));
            return colour.red - colour.green > 30 && colour.red - colour.blue > 30;
        });
    }

    @Test
    void theEngagementIsRememberedForTheNextStart() throws Exception {
        var file = sample("remembered.tide");
        openAndAwait(file);
        assertEquals(file.toString(), InstanceScope.INSTANCE.getNode("org.tidewaiter.workbench").get("recent-engagement", ""));
    }

    @Test
    void whatIsNoEngagementIsToldInADialogAndTheOldOneStays() throws Exception {
        openAndAwait(sample("kept.tide"));
        var garbage = folder.resolve("garbage.tide");
        Files.writeString(garbage, "this is no database\n".repeat(500));
        open(garbage);
        assertEquals(garbage.toRealPath() + ": this is no Tidewaiter engagement; name a .tide file, or a new name to create one",
                closeDialog("The engagement cannot be opened"));
        assertEquals("10.0.0.7", cell(Ui.find(NatTable.class, "devices.table"), 0, 1));
    }

    @Test
    void anEngagementOfANewerVersionIsToldInADialog() throws Exception {
        var file = sample("newer.tide");
        try (var writer = new RandomAccessFile(file.toFile(), "rw")) {
            // SQLite file format 1.3.7: the user version is the big-endian integer at offset 60
            writer.seek(60);
            writer.writeInt(9999);
        }
        open(file);
        var sentence = closeDialog("The engagement cannot be opened");
        assertTrue(sentence.contains("newer"), sentence);
    }

    private static String closeDialog(String title) throws InterruptedException {
        var dialog = Ui.await("dialog " + title, () -> Arrays.stream(PlatformUI.getWorkbench().getDisplay().getShells())
                .filter(s -> s.getText().equals(title)).findFirst());
        var sentence = Ui.on(
                () -> Ui.all(Label.class, dialog).stream().map(Label::getText).filter(t -> !t.isBlank()).findFirst().orElse(""));
        Ui.on(() -> {
            dialog.close();
            return null;
        });
        assertTrue(Ui.on(dialog::isDisposed));
        return sentence;
    }

    @Test
    void anEngagementWithoutARunSaysWhatToDo() throws Exception {
        var file = folder.resolve("empty.tide");
        Engagement.open(file, Access.READ_WRITE).close();
        openAndAwait(file);
        var note = Ui.await("the sentence",
                () -> Ui.every(Label.class, "devices.note").stream().filter(Control::isVisible).findFirst());
        assertTrue(Ui.on(note::getText).contains("has no devices yet"), Ui.on(note::getText));
        assertTrue(Ui.every(NatTable.class, "devices.table").isEmpty());
    }

    @Test
    void theWindowAnswersWhileAnEngagementLoads() throws Exception {
        var file = sample("busy.tide");
        for (var i = 0; i < 20; i++) {
            open(file);
        }
        // every round trip through the UI thread waits for nothing but the UI thread
        assertFalse(Ui.on(() -> PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell().isDisposed()));
        openAndAwait(file);
        assertEquals(1, Ui.on(() -> Ui.every(NatTable.class, "devices.table").size()));
    }
}
