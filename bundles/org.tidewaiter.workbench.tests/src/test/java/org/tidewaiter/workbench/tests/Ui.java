package org.tidewaiter.workbench.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;

/**
 * A user's hands and eyes. Runs on the test's thread and touches widgets only on the UI thread. Widgets are found by the name that
 * the workbench gives them: {@code control.setData("test.id", "...")}.
 */
final class Ui {

    private static final String ID = "test.id";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Ui() {
    }

    /** Runs on the UI thread and hands back the answer, or what was thrown. */
    static <T> T on(Callable<T> question) {
        var answer = new AtomicReference<T>();
        var thrown = new AtomicReference<Throwable>();
        display().syncExec(() -> {
            try {
                answer.set(question.call());
            } catch (Exception | AssertionError e) {
                thrown.set(e);
            }
        });
        if (thrown.get() != null) throw new AssertionError("on the UI thread: " + thrown.get(), thrown.get());
        return answer.get();
    }

    /** Asks again and again, at least 10 seconds long, until there is an answer. */
    static <T> T await(String what, Callable<Optional<T>> question) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var answer = on(question);
            if (answer.isPresent()) return answer.get();
            Thread.sleep(20);
        }
        throw new AssertionError("waited " + PATIENCE + " for " + what);
    }

    static <T extends Control> T find(Class<T> type, String id) throws InterruptedException {
        return await(type.getSimpleName() + " " + id, () -> {
            for (var shell : display().getShells()) {
                var found = below(shell, type, id);
                if (found.isPresent()) return found;
            }
            return Optional.empty();
        });
    }

    /** All controls of the name, on the UI thread or off it. */
    static <T extends Control> List<T> every(Class<T> type, String id) {
        return on(() -> Arrays.stream(display().getShells()).flatMap(s -> all(type, s).stream())
                .filter(c -> id.equals(c.getData(ID))).toList());
    }

    /** All controls of a type in a control, itself included; on the UI thread. */
    static <T extends Control> List<T> all(Class<T> type, Control control) {
        var found = new ArrayList<T>();
        if (type.isInstance(control)) found.add(type.cast(control));
        if (control instanceof Composite composite) {
            for (var child : composite.getChildren()) {
                found.addAll(all(type, child));
            }
        }
        return found;
    }

    /** A table's headings; on the UI thread. */
    static List<String> headings(NatTable table) {
        return IntStream.range(0, table.getColumnCount()).mapToObj(i -> String.valueOf(table.getDataValueByPosition(i, 0)))
                .toList();
    }

    static void click(Button button) {
        on(() -> {
            button.notifyListeners(SWT.Selection, new Event());
            return null;
        });
    }

    static void type(Text field, String text) {
        on(() -> {
            field.setFocus();
            field.setText(text);
            return null;
        });
    }

    private static Display display() {
        return PlatformUI.getWorkbench().getDisplay();
    }

    private static <T extends Control> Optional<T> below(Control control, Class<T> type, String id) {
        if (type.isInstance(control) && id.equals(control.getData(ID))) return Optional.of(type.cast(control));
        if (control instanceof Composite composite) {
            for (var child : composite.getChildren()) {
                var found = below(child, type, id);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    /** How many colours the control has on the screen: an unpainted table has one or two, text has many shades. */
    static int colours(Control control) {
        return on(() -> {
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

    /** Whether a cell is painted on red: its corner, where no letter stands. */
    static boolean isRed(NatTable table, int column, int row) {
        return on(() -> {
            table.update();
            var bounds = table.getBoundsByPosition(column, row);
            var pixels = pixels(table);
            var colour = pixels.palette.getRGB(pixels.getPixel(bounds.x + 3, bounds.y + 3));
            return colour.red - colour.green > 30 && colour.red - colour.blue > 30;
        });
    }
}
