package org.tidewaiter.workbench.table;

import java.util.List;

import org.eclipse.nebula.widgets.nattable.config.AbstractRegistryConfiguration;
import org.eclipse.nebula.widgets.nattable.config.CellConfigAttributes;
import org.eclipse.nebula.widgets.nattable.config.IConfigRegistry;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.grid.cell.AlternatingRowConfigLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.painter.cell.BackgroundPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.ICellPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.TextPainter;
import org.eclipse.nebula.widgets.nattable.painter.cell.decorator.PaddingDecorator;
import org.eclipse.nebula.widgets.nattable.sort.painter.SortableHeaderTextPainter;
import org.eclipse.nebula.widgets.nattable.style.CellStyleAttributes;
import org.eclipse.nebula.widgets.nattable.style.DisplayMode;
import org.eclipse.nebula.widgets.nattable.style.HorizontalAlignmentEnum;
import org.eclipse.nebula.widgets.nattable.style.SelectionStyleLabels;
import org.eclipse.nebula.widgets.nattable.style.Style;
import org.eclipse.nebula.widgets.nattable.style.VerticalAlignmentEnum;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Display;

/** The system's own list colours and font, every other row a shade darker. Follows a dark desktop by itself. */
final class TableStyle extends AbstractRegistryConfiguration {

    static final String RIGHT = "right";
    private static final int PADDING = 6;

    private final Font font;
    private final Color background;
    private final Color foreground;
    private final Color alternate;
    private final Color header;
    private final Color headerText;
    private final Color lines;
    private final Color red;
    private final Color yellow;
    private final Color selection;
    private final Color selectionText;

    TableStyle(Display display, Font font) {
        this.font = font;
        background = display.getSystemColor(SWT.COLOR_LIST_BACKGROUND);
        foreground = display.getSystemColor(SWT.COLOR_LIST_FOREGROUND);
        header = display.getSystemColor(SWT.COLOR_WIDGET_BACKGROUND);
        headerText = display.getSystemColor(SWT.COLOR_WIDGET_FOREGROUND);
        selection = display.getSystemColor(SWT.COLOR_LIST_SELECTION);
        selectionText = display.getSystemColor(SWT.COLOR_LIST_SELECTION_TEXT);
        red = display.getSystemColor(SWT.COLOR_RED);
        yellow = display.getSystemColor(SWT.COLOR_YELLOW);
        alternate = Shades.mixed(background, foreground, 4);
        lines = Shades.mixed(background, foreground, 15);
    }

    Color background() {
        return background;
    }

    @Override
    public void configureRegistry(IConfigRegistry registry) {
        var text = new PaddingDecorator(new TextPainter(false, false), 0, PADDING, 0, PADDING, false);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER, painted(text));
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, body(background));
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, body(alternate), DisplayMode.NORMAL,
                AlternatingRowConfigLabelAccumulator.EVEN_ROW_CONFIG_TYPE);
        var numbers = new Style();
        numbers.setAttributeValue(CellStyleAttributes.HORIZONTAL_ALIGNMENT, HorizontalAlignmentEnum.RIGHT);
        for (var mode : List.of(DisplayMode.NORMAL, DisplayMode.SELECT)) {
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, numbers, mode, RIGHT);
        }
        registry.registerConfigAttribute(CellConfigAttributes.GRID_LINE_COLOR, lines);
        tones(registry);

        var chosen = new Style();
        chosen.setAttributeValue(CellStyleAttributes.BACKGROUND_COLOR, selection);
        chosen.setAttributeValue(CellStyleAttributes.FOREGROUND_COLOR, selectionText);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, chosen, DisplayMode.SELECT);
        registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, chosen, DisplayMode.SELECT,
                SelectionStyleLabels.SELECTION_ANCHOR_STYLE);

        var top = body(header);
        top.setAttributeValue(CellStyleAttributes.FOREGROUND_COLOR, headerText);
        for (var mode : List.of(DisplayMode.NORMAL, DisplayMode.SELECT)) {
            registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, top, mode, GridRegion.COLUMN_HEADER);
            registry.registerConfigAttribute(CellConfigAttributes.CELL_PAINTER,
                    painted(new SortableHeaderTextPainter(text)), mode, GridRegion.COLUMN_HEADER);
        }
    }

    /** Behind the text, so that it stays readable on light and dark desktops alike; a selected row looks as any other. */
    private void tones(IConfigRegistry registry) {
        for (var tone : Tone.values()) {
            var shade = switch (tone) {
                case WORST -> Shades.mixed(background, red, 55);
                case BAD -> Shades.mixed(background, red, 25);
                case WARN -> Shades.mixed(background, yellow, 35);
                case PLAIN -> null;
            };
            if (shade != null) {
                var style = new Style();
                style.setAttributeValue(CellStyleAttributes.BACKGROUND_COLOR, shade);
                registry.registerConfigAttribute(CellConfigAttributes.CELL_STYLE, style, DisplayMode.NORMAL, tone.name());
            }
        }
    }

    private static ICellPainter painted(ICellPainter inner) {
        return new BackgroundPainter(inner);
    }

    private Style body(Color colour) {
        var style = new Style();
        style.setAttributeValue(CellStyleAttributes.BACKGROUND_COLOR, colour);
        style.setAttributeValue(CellStyleAttributes.FOREGROUND_COLOR, foreground);
        style.setAttributeValue(CellStyleAttributes.FONT, font);
        style.setAttributeValue(CellStyleAttributes.HORIZONTAL_ALIGNMENT, HorizontalAlignmentEnum.LEFT);
        style.setAttributeValue(CellStyleAttributes.VERTICAL_ALIGNMENT, VerticalAlignmentEnum.MIDDLE);
        return style;
    }
}
