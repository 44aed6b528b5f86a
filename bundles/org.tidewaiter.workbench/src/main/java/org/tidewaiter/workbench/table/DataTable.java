package org.tidewaiter.workbench.table;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.nebula.widgets.nattable.NatTable;
import org.eclipse.nebula.widgets.nattable.config.DefaultNatTableStyleConfiguration;
import org.eclipse.nebula.widgets.nattable.data.IDataProvider;
import org.eclipse.nebula.widgets.nattable.grid.GridRegion;
import org.eclipse.nebula.widgets.nattable.grid.cell.AlternatingRowConfigLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.grid.layer.ColumnHeaderLayer;
import org.eclipse.nebula.widgets.nattable.layer.CompositeLayer;
import org.eclipse.nebula.widgets.nattable.layer.DataLayer;
import org.eclipse.nebula.widgets.nattable.layer.cell.ColumnLabelAccumulator;
import org.eclipse.nebula.widgets.nattable.selection.RowSelectionModel;
import org.eclipse.nebula.widgets.nattable.selection.RowSelectionProvider;
import org.eclipse.nebula.widgets.nattable.selection.SelectionLayer;
import org.eclipse.nebula.widgets.nattable.selection.config.DefaultRowSelectionLayerConfiguration;
import org.eclipse.nebula.widgets.nattable.sort.SortHeaderLayer;
import org.eclipse.nebula.widgets.nattable.sort.config.SingleClickSortConfiguration;
import org.eclipse.nebula.widgets.nattable.viewport.ViewportLayer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;

/** A table of rows that do not change: draws what is visible, sorts by a click on a heading, selects whole rows. For new rows make a new one. */
public final class DataTable<R> {

    private static final int MEASURED_ROWS = 300;
    private static final int NARROWEST = 56;
    private static final int WIDEST = 420;

    private final NatTable table;
    private final RowSelectionProvider<R> selection;
    private final SortedRows<R> rows;

    /**
     * Makes the table and gives it its content.
     *
     * @param testId what tests find it by
     * @param id     the same for the same row; different for different rows
     */
    public DataTable(Composite parent, String testId, List<TableColumn<R>> columns, List<R> content, ToLongFunction<R> id) {
        rows = new SortedRows<>(columns, content);
        var data = new DataLayer(rows);
        var selectionLayer = new SelectionLayer(data, false);
        selectionLayer.setSelectionModel(new RowSelectionModel<>(selectionLayer, rows, row -> id.applyAsLong(row), false));
        selectionLayer.addConfiguration(new DefaultRowSelectionLayerConfiguration());
        var viewport = new ViewportLayer(selectionLayer);
        viewport.setRegionName(GridRegion.BODY);

        var headings = new DataLayer(new Headings(columns.stream().map(TableColumn::title).toList()));
        var header = new SortHeaderLayer<>(new ColumnHeaderLayer(headings, viewport, selectionLayer), rows);

        var composite = new CompositeLayer(1, 2);
        composite.setChildLayer(GridRegion.COLUMN_HEADER, header, 0, 0);
        composite.setChildLayer(GridRegion.BODY, viewport, 0, 1);

        table = new NatTable(parent, composite, false);
        table.setData("test.id", testId);
        var style = new TableStyle(parent.getDisplay(), parent.getFont());
        table.setBackground(style.background());
        table.addConfiguration(new DefaultNatTableStyleConfiguration());
        table.addConfiguration(style);
        table.addConfiguration(new SingleClickSortConfiguration());
        layOut(data, headings, columns, rows, content, parent);
        table.configure();
        selection = new RowSelectionProvider<>(selectionLayer, rows, false);
    }

    /** The headings; the table's own data has none. */
    private record Headings(List<String> titles) implements IDataProvider {
        @Override
        public Object getDataValue(int columnIndex, int rowIndex) {
            return titles.get(columnIndex);
        }

        @Override
        public void setDataValue(int columnIndex, int rowIndex, @Nullable Object newValue) {
            throw new UnsupportedOperationException("headings are fixed");
        }

        @Override
        public int getColumnCount() {
            return titles.size();
        }

        @Override
        public int getRowCount() {
            return 1;
        }
    }

    private static <R> void layOut(DataLayer data, DataLayer headings, List<TableColumn<R>> columns, SortedRows<R> shown,
            List<R> content, Composite parent) {
        var labels = new ColumnLabelAccumulator(data.getDataProvider());
        var shades = new AlternatingRowConfigLabelAccumulator();
        var numbers = columns.stream().map(TableColumn::right).toList();
        data.setConfigLabelAccumulator((labelStack, column, row) -> {
            if (numbers.get(column)) {
                labelStack.addLabel(TableStyle.RIGHT);
            }
            labelStack.addLabel(columns.get(column).tone().apply(shown.getRowObject(row)).name());
            labels.accumulateConfigLabels(labelStack, column, row);
            shades.accumulateConfigLabels(labelStack, column, row);
        });
        headings.setConfigLabelAccumulator((labelStack, column, row) -> {
            if (numbers.get(column)) {
                labelStack.addLabel(TableStyle.RIGHT);
            }
        });
        var gc = new GC(parent);
        try {
            gc.setFont(parent.getFont());
            var height = gc.getFontMetrics().getHeight() + 8;
            data.setDefaultRowHeight(height);
            headings.setDefaultRowHeight(height + 2);
            for (var i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                // room for the sort arrow beside the heading
                var width = gc.textExtent(column.title()).x + 32;
                for (var row : content.subList(0, Math.min(MEASURED_ROWS, content.size()))) {
                    width = Math.max(width, gc.textExtent(column.text(row)).x + 18);
                }
                data.setColumnWidthByPosition(i, Math.clamp(width, NARROWEST, WIDEST));
            }
        } finally {
            gc.dispose();
        }
    }

    /** The widget. */
    public Control control() {
        return table;
    }

    /** Tells of the selected row, null when none is. */
    public void onSelection(Consumer<@Nullable R> listener) {
        selection.addSelectionChangedListener(event -> {
            var chosen = event.getSelection() instanceof IStructuredSelection structured && !structured.isEmpty()
                    ? structured.getFirstElement() : null;
            listener.accept(chosen == null ? null : typed(chosen));
        });
    }

    /** The provider was given rows of no other type. */
    @SuppressWarnings("unchecked")
    private R typed(Object row) {
        return (R) row;
    }

    /** Selects a row and tells the listeners. */
    public void select(R row) {
        selection.setSelection(new StructuredSelection(row));
    }
}
