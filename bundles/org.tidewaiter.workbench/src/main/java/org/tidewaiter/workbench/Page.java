package org.tidewaiter.workbench;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.jspecify.annotations.Nullable;

/** A place that shows either its content or, where there is none, a sentence that says why and what to do. */
final class Page {

    private final Composite stack;
    private final StackLayout layout = new StackLayout();
    private final Composite note;
    private final Label sentence;
    private @Nullable Control content;

    /**
     * Makes an empty place.
     *
     * @param testId what tests find the sentence by
     */
    Page(Composite parent, String testId) {
        stack = new Composite(parent, SWT.NONE);
        stack.setLayout(layout);
        var display = parent.getDisplay();
        note = new Composite(stack, SWT.NONE);
        note.setLayout(new GridLayout());
        note.setBackground(display.getSystemColor(SWT.COLOR_LIST_BACKGROUND));
        sentence = new Label(note, SWT.WRAP | SWT.CENTER);
        sentence.setBackground(note.getBackground());
        sentence.setForeground(display.getSystemColor(SWT.COLOR_WIDGET_DISABLED_FOREGROUND));
        sentence.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        sentence.setData("test.id", testId);
        layout.topControl = note;
    }

    /** What the content is made in. */
    Composite parent() {
        return stack;
    }

    /** The whole place. */
    Control control() {
        return stack;
    }

    /** Shows a sentence instead of content. */
    void say(String text) {
        drop();
        sentence.setText(text);
        note.layout();
        layout.topControl = note;
        stack.layout();
    }

    /** Shows new content; the old is disposed. */
    void show(Control made) {
        drop();
        content = made;
        layout.topControl = made;
        stack.layout();
    }

    /** Shows content that stays, however often the sentence takes its place. */
    void reveal(Control lasting) {
        layout.topControl = lasting;
        stack.layout();
    }

    private void drop() {
        if (content != null) {
            content.dispose();
            content = null;
        }
    }
}
