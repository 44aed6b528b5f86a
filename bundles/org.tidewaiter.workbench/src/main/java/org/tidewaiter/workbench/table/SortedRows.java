package org.tidewaiter.workbench.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.nebula.widgets.nattable.data.IRowDataProvider;
import org.eclipse.nebula.widgets.nattable.sort.ISortModel;
import org.eclipse.nebula.widgets.nattable.sort.SortDirectionEnum;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.workbench.read.Texts;

/** Rows in the order that the user chose: by one column, or as they came. */
final class SortedRows<R> implements IRowDataProvider<R>, ISortModel {

    private final List<TableColumn<R>> columns;
    private final List<R> given;
    private final List<R> shown;
    private int column = -1;
    private SortDirectionEnum direction = SortDirectionEnum.NONE;

    SortedRows(List<TableColumn<R>> columns, List<R> rows) {
        this.columns = columns;
        this.given = rows;
        this.shown = new ArrayList<>(rows);
    }

    @Override
    public @Nullable Object getDataValue(int columnIndex, int rowIndex) {
        return rowIndex < 0 || rowIndex >= shown.size() ? null : columns.get(columnIndex).text(shown.get(rowIndex));
    }

    @Override
    public void setDataValue(int columnIndex, int rowIndex, @Nullable Object newValue) {
        throw new UnsupportedOperationException("the tables are for reading");
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public int getRowCount() {
        return shown.size();
    }

    @Override
    public R getRowObject(int rowIndex) {
        return shown.get(rowIndex);
    }

    @Override
    public int indexOfRowObject(@NonNull R row) {
        return shown.indexOf(row);
    }

    @Override
    public List<Integer> getSortedColumnIndexes() {
        return column < 0 ? List.of() : List.of(column);
    }

    @Override
    public boolean isColumnIndexSorted(int columnIndex) {
        return columnIndex == column;
    }

    @Override
    public SortDirectionEnum getSortDirection(int columnIndex) {
        return columnIndex == column ? direction : SortDirectionEnum.NONE;
    }

    @Override
    public int getSortOrder(int columnIndex) {
        return columnIndex == column ? 0 : -1;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<Comparator> getComparatorsForColumnIndex(int columnIndex) {
        return List.of(Texts.ORDER);
    }

    @Override
    public Comparator<?> getColumnComparator(int columnIndex) {
        return Texts.ORDER;
    }

    @Override
    public void sort(int columnIndex, SortDirectionEnum sortDirection, boolean accumulate) {
        column = sortDirection == SortDirectionEnum.NONE ? -1 : columnIndex;
        direction = sortDirection;
        shown.clear();
        shown.addAll(given);
        if (column >= 0) {
            var value = columns.get(columnIndex).value();
            // absent values stay last in both directions: they are not the largest, they are not there
            Comparator<R> order = Comparator.comparing(value::apply,
                    direction == SortDirectionEnum.DESC ? Texts.REVERSE : Texts.ORDER);
            shown.sort(order);
        }
    }

    @Override
    public void clear() {
        sort(-1, SortDirectionEnum.NONE, false);
    }
}
