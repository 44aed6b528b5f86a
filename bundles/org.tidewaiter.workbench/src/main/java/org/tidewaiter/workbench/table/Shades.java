package org.tidewaiter.workbench.table;

import org.eclipse.swt.graphics.Color;

/** Colours between two of the system's, so that light and dark desktops both stay readable. Pure. */
public final class Shades {

    private Shades() {
    }

    /** Mostly the first, and some percent of the second. Needs no disposal. */
    public static Color mixed(Color most, Color little, int percent) {
        return new Color(part(most.getRed(), little.getRed(), percent), part(most.getGreen(), little.getGreen(), percent),
                part(most.getBlue(), little.getBlue(), percent));
    }

    private static int part(int most, int little, int percent) {
        return (most * (100 - percent) + little * percent) / 100;
    }
}
