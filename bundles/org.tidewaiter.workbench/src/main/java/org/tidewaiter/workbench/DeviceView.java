package org.tidewaiter.workbench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.api.model.Severity;
import org.tidewaiter.workbench.read.DeviceRow;
import org.tidewaiter.workbench.read.EvidenceText;
import org.tidewaiter.workbench.read.Snapshot;
import org.tidewaiter.workbench.read.Texts;
import org.tidewaiter.workbench.read.Topic;
import org.tidewaiter.workbench.read.TopicTable;
import org.tidewaiter.workbench.table.DataTable;
import org.tidewaiter.workbench.table.Shades;
import org.tidewaiter.workbench.table.Tone;

/** What is known of the chosen device, and what stands behind each line. Made by the extension in {@code plugin.xml}, hence public. */
public final class DeviceView extends ViewPart implements ShownEngagement.Listener {

    static final String ID = "org.tidewaiter.workbench.device";

    private static final String CHOOSE_DEVICE = "Choose a device above to see what is known of it.";
    private static final String CHOOSE_ROW = "Choose a row to see the request and the reply that it was read from.";

    /** The view's parts, once it has been created. */
    private record Parts(Page whole, SashForm content, Table topics, Page rows, Page evidence, Reading topicReading,
            Reading rowReading,
            Reading evidenceReading) {
    }

    private @Nullable Parts parts;
    private List<Topic> topics = List.of();
    /** The topic that the user chose last, to stay on it from device to device. */
    private String topicId = "";
    private @Nullable String rowsShown;

    private ShownEngagement shown() {
        return getSite().getService(ShownEngagement.class);
    }

    @Override
    public void createPartControl(Composite parent) {
        var display = parent.getDisplay();
        var whole = new Page(parent, "device.note");
        var content = new SashForm(whole.parent(), SWT.HORIZONTAL);
        var topicTable = topicTable(content);
        var right = new SashForm(content, SWT.VERTICAL);
        var rows = new Page(right, "device.rows.note");
        var evidence = new Page(right, "device.evidence.note");
        right.setWeights(58, 42);
        content.setWeights(18, 82);
        parts = new Parts(whole, content, topicTable, rows, evidence, new Reading(display), new Reading(display),
                new Reading(display));
        shown().add(this);
        deviceChanged(shown().device());
    }

    private Table topicTable(Composite parent) {
        var table = new Table(parent, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL);
        table.setData("test.id", "device.topics");
        new TableColumn(table, SWT.LEFT).setText("Known");
        new TableColumn(table, SWT.RIGHT).setText("Rows");
        table.addListener(SWT.Selection, event -> {
            var chosen = table.getSelectionIndex();
            if (chosen >= 0 && chosen < topics.size()) {
                choose(topics.get(chosen));
            }
        });
        // the first column takes what the second, as wide as its numbers, leaves
        table.addListener(SWT.Resize, event -> fit(table));
        return table;
    }

    private static void fit(Table table) {
        table.getColumn(1).pack();
        var numbers = table.getColumn(1).getWidth() + 8;
        table.getColumn(1).setWidth(numbers);
        table.getColumn(0).setWidth(Math.max(60, table.getClientArea().width - numbers));
    }

    @Override
    public void engagementChanged(Snapshot snapshot) {
        // the chosen device, or none, is told next
        topics = List.of();
    }

    @Override
    public void deviceChanged(@Nullable DeviceRow device) {
        var view = parts;
        var snapshot = shown().snapshot();
        if (view == null) {
            return;
        }
        view.rowReading.cancel();
        view.evidenceReading.cancel();
        if (device == null || snapshot == null) {
            view.topicReading.cancel();
            setContentDescription("");
            sayWhole(CHOOSE_DEVICE);
            return;
        }
        setContentDescription(" " + heading(device));
        view.topicReading.start("Reading " + device.visit().address(), () -> Topic.of(snapshot.file(), device), this::showTopics,
                this::sayWhole);
    }

    private static String heading(DeviceRow device) {
        var text = new StringBuilder(device.visit().address());
        if (device.name() != null) {
            text.append(", ").append(device.name());
        }
        if (device.visit().names().size() > 1) {
            text.append(" (also ").append(String.join(", ", device.visit().names().subList(1, device.visit().names().size())))
                    .append(")");
        }
        var claim = device.claim();
        if (device.visit().suspicion() != null) {
            text.append(": ").append(device.what());
        } else if (claim != null) {
            text.append(": ").append(claim.product() != null ? claim.product() : claim.family());
            text.append(claim.version() == null ? "" : " " + claim.version()).append(", ")
                    .append(claim.confidence().name().toLowerCase(Locale.ROOT))
                    .append(" because ").append(claim.because().getFirst().reason());
        }
        // a tool bar's ampersand would be swallowed as a mnemonic
        return Texts.of(text.toString(), null).replace("&", "&&");
    }

    private void sayWhole(String sentence) {
        var view = parts;
        if (view != null) {
            topics = List.of();
            view.topics.removeAll();
            view.whole.say(sentence);
        }
    }

    private void showTopics(List<Topic> read) {
        var view = parts;
        if (view == null) {
            return;
        }
        topics = read;
        view.topics.removeAll();
        for (var topic : read) {
            new TableItem(view.topics, SWT.NONE).setText(new String[] { topic.title(), String.valueOf(topic.rows()) });
        }
        view.whole.reveal(view.content);
        fit(view.topics);
        var chosen = IntStream.range(0, read.size()).filter(i -> read.get(i).id().equals(topicId)).findFirst().orElse(0);
        view.topics.select(chosen);
        showRows(read.get(chosen));
    }

    /** Choosing what is already shown must not read it again and take a selected row away. */
    private void choose(Topic topic) {
        topicId = topic.id();
        if (!topic.id().equals(rowsShown)) {
            showRows(topic);
        }
    }

    private void showRows(Topic topic) {
        rowsShown = topic.id();
        var view = parts;
        var snapshot = shown().snapshot();
        var device = shown().device();
        if (view == null || snapshot == null || device == null) {
            return;
        }
        view.evidenceReading.cancel();
        view.evidence.say(topic.rows() == 0 ? "" : CHOOSE_ROW);
        if (topic.rows() == 0) {
            view.rowReading.cancel();
            view.rows.say(switch (topic) {
                case Topic.Gaps _ -> "Nothing is missing: every data class that was asked for has an answer.";
                case Topic.Claims _ -> "Nothing was recognised: no family knows a device that answers like this one.";
                case Topic.Ports _ -> "No port was asked.";
                case Topic.Rules _ -> "The family has no port rules.";
                case Topic.Findings _ ->
                    "Nothing was found. The topic Checks tells what was looked at, and what could not be judged.";
                case Topic.Checks _ -> "No check could be asked.";
                case Topic.Facts _ -> "No rows.";
            });
            return;
        }
        view.rowReading.start("Reading " + topic.title(), () -> TopicTable.of(snapshot.file(), device, topic), this::showTable,
                view.rows::say);
    }

    private void showTable(TopicTable read) {
        var view = parts;
        if (view == null) {
            return;
        }
        var columns = IntStream.range(0, read.headings().size()).mapToObj(i -> {
            var heading = read.headings().get(i);
            return new org.tidewaiter.workbench.table.TableColumn<TopicTable.Row>(heading.title(), heading.number(),
                    heading.unit(),
                    row -> row.values().get(i), row -> tone(row.values().get(i)));
        }).toList();
        var table = new DataTable<>(view.rows.parent(), "device.rows", columns, read.rows(), TopicTable.Row::position);
        table.onSelection(this::showEvidence);
        view.rows.show(table.control());
    }

    private static Tone tone(@Nullable Object value) {
        return value instanceof Severity severity ? Tone.of(severity) : Tone.PLAIN;
    }

    private void showEvidence(TopicTable.@Nullable Row row) {
        var view = parts;
        var snapshot = shown().snapshot();
        var device = shown().device();
        if (view == null || snapshot == null || device == null) {
            return;
        }
        var evidence = row == null ? null : row.evidence();
        if (evidence == null) {
            view.evidenceReading.cancel();
            view.evidence.say(row == null ? CHOOSE_ROW
                    : "Nothing was exchanged for this row: the engine stated it without asking the device.");
            return;
        }
        view.evidenceReading.start("Reading evidence", () -> EvidenceText.read(snapshot.file(), device, evidence), this::showText,
                view.evidence::say);
    }

    private void showText(EvidenceText read) {
        var view = parts;
        if (view == null) {
            return;
        }
        var box = new Composite(view.evidence.parent(), SWT.NONE);
        var layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        box.setLayout(layout);
        var heading = new Label(box, SWT.WRAP);
        heading.setText(read.heading().replace("&", "&&"));
        heading.setData("test.id", "device.evidence.heading");
        var data = new GridData(SWT.FILL, SWT.TOP, true, false);
        data.horizontalIndent = 6;
        data.verticalIndent = 4;
        heading.setLayoutData(data);
        var text = new StyledText(box, SWT.READ_ONLY | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
        text.setData("test.id", "device.evidence");
        text.setFont(JFaceResources.getTextFont());
        text.setBackground(text.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
        text.setForeground(text.getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND));
        text.setMargins(6, 4, 6, 4);
        text.setAlwaysShowScrollBars(false);
        text.setText(read.text());
        text.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        view.evidence.show(box);
        if (read.markFrom() >= 0) {
            var mark = new StyleRange(read.markFrom(), read.markTo() - read.markFrom(), null, null, SWT.BOLD);
            text.setStyleRange(mark);
            var line = text.getLineAtOffset(read.markFrom());
            // not the system's colour for hints: with GTK that is often black
            text.setLineBackground(line, 1,
                    Shades.mixed(text.getBackground(), text.getDisplay().getSystemColor(SWT.COLOR_LIST_SELECTION), 25));
            text.setTopIndex(Math.max(0, line - 3));
        }
    }

    @Override
    public void setFocus() {
        var view = parts;
        if (view != null) {
            view.topics.setFocus();
        }
    }

    @Override
    public void dispose() {
        shown().remove(this);
        super.dispose();
    }
}
