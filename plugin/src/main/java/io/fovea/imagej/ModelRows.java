package io.fovea.imagej;

import io.fovea.model.Card;
import java.util.List;
import java.util.Set;
import javax.swing.table.AbstractTableModel;

/** The table of the model manager: a row for each model. */
final class ModelRows extends AbstractTableModel {
    private static final long serialVersionUID = 1L;
    private static final List<String> COLUMNS = List.of("Model", "Task", "Labels", "Input", "From", "Loaded");
    private static final int FEW = 3;

    private final transient OpenModels open;
    private transient List<NamedModel> models = List.of();
    private transient Set<String> loaded = Set.of();

    ModelRows(OpenModels open) {
        this.open = open;
    }

    /** Shows other models. */
    void show(List<NamedModel> others) {
        models = List.copyOf(others);
        loaded = open.open();
        fireTableDataChanged();
    }

    /** Looks which are loaded now. */
    void refresh() {
        Set<String> now = open.open();
        if (!now.equals(loaded)) {
            loaded = now;
            fireTableRowsUpdated(0, Math.max(0, models.size() - 1));
        }
    }

    NamedModel at(int row) {
        return models.get(row);
    }

    boolean isLoaded(NamedModel model) {
        return loaded.contains(model.name())
                || model.path().filter(path -> loaded.contains(path.toString())).isPresent();
    }

    @Override
    public int getRowCount() {
        return models.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column);
    }

    @Override
    public Object getValueAt(int row, int column) {
        NamedModel model = models.get(row);
        return switch (column) {
            case 0 -> model.name();
            case 1 -> model.problem().isEmpty() ? model.task() : "unreadable";
            case 2 -> model.card().map(Card::labels).map(ModelRows::words).orElse("");
            case 3 -> model.card().map(card -> card.input().words()).orElse("");
            case 4 -> model.origin();
            default -> isLoaded(model) ? "yes" : "";
        };
    }

    private static String words(List<String> labels) {
        return labels.size() <= FEW ? String.join(", ", labels) : labels.size() + " classes";
    }
}
