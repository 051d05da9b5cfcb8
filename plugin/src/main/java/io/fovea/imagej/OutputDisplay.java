package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import io.fovea.FoveaException;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shows what a command gave, by its type: images in windows, the first one active; the rows of a table after those of
 * the open table of that title; an overlay on the image that the command worked on; selections in the ROI Manager, after
 * those that are there; text in the status bar, or a count without a display on standard output.
 */
public final class OutputDisplay {
    /** The label of text that says how many there are: without a display it goes to standard output. */
    public static final String COUNT = "Count";

    /** Marks the elements of an overlay that are Fovea's, and may be replaced by its next run. */
    static final String MARK = "fovea";

    private OutputDisplay() {}

    /** Shows all outputs of a call. */
    static void show(CommandCall call) {
        List<ImagePlus> images = new ArrayList<>();
        String status = "";
        for (CommandCall.Output output : call.outputs()) {
            if (output.value() instanceof ImagePlus image) {
                images.add(image);
            } else if (output.value() instanceof ResultsTable table) {
                append(table, output.label());
            } else if (output.value() instanceof Overlay overlay) {
                lay(overlay, call.image());
            } else if (output.value() instanceof Roi[] rois) {
                manage(rois);
            } else {
                status = output.value().toString();
                if (COUNT.equals(output.label()) && GraphicsEnvironment.isHeadless()) {
                    IJ.log(status);
                }
            }
        }
        // What is shown last is active.
        Collections.reverse(images);
        images.forEach(ImagePlus::show);
        // Showing an image clears the status bar.
        IJ.showStatus(status);
    }

    private static void append(ResultsTable rows, String title) {
        ResultsTable table =
                title.equals("Results") ? ResultsTable.getResultsTable() : ResultsTable.getResultsTable(title);
        if (table == null) {
            rows.show(title);
            return;
        }
        int before = table.size();
        List<String> columns = List.of(table.getHeadings());
        for (int row = 0; row < rows.size(); row++) {
            table.addRow();
            if (rows.getLabel(row) != null) {
                table.addLabel(rows.getLabel(row));
            }
            for (String column : rows.getHeadings()) {
                if (!column.equals("Label")) {
                    copy(rows, column, row, table);
                }
            }
        }
        List<String> given = List.of(rows.getHeadings());
        for (String column : table.getHeadings()) {
            if (isText(table, column)) {
                leaveEmpty(
                        table,
                        column,
                        columns.contains(column) ? before : 0,
                        given.contains(column) ? before : table.size());
            }
        }
        table.show(title);
    }

    /** ImageJ puts a 0 where a row has nothing to say; text is better left out than a number. */
    private static void leaveEmpty(ResultsTable table, String column, int from, int to) {
        for (int row = from; row < to; row++) {
            table.setValue(column, row, "");
        }
    }

    private static boolean isText(ResultsTable table, String column) {
        return !column.equals("Label")
                && IntStream.range(0, table.size())
                        .anyMatch(row -> Double.isNaN(table.getValue(column, row))
                                && !table.getStringValue(column, row).equals("NaN"));
    }

    private static void copy(ResultsTable rows, String column, int row, ResultsTable table) {
        double number = rows.getValue(column, row);
        if (Double.isNaN(number)) {
            table.addValue(column, rows.getStringValue(column, row));
        } else {
            table.addValue(column, number);
        }
    }

    private static void lay(Overlay overlay, ImagePlus image) {
        Overlay all = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).getProperty(MARK) != null) {
                all.remove(i);
            }
        }
        for (Roi roi : overlay) {
            roi.setProperty(MARK, "true");
            all.add(roi);
        }
        if (overlay.getDrawNames()) {
            all.drawNames(true);
            all.drawLabels(overlay.getDrawLabels());
            all.drawBackgrounds(true);
        }
        image.setOverlay(all);
        image.updateAndDraw();
    }

    private static void manage(Roi[] rois) {
        RoiManager manager = manager();
        for (Roi roi : rois) {
            manager.addRoi(roi);
        }
    }

    private static RoiManager manager() {
        try {
            RoiManager manager = RoiManager.getInstance();
            if (manager != null) {
                return manager;
            }
            return Interpreter.isBatchMode() ? Interpreter.getBatchModeRoiManager() : new RoiManager();
        } catch (HeadlessException e) {
            throw new FoveaException(
                    "There is no ROI Manager without a display. Run the macro with 'fovea macro', or leave the key"
                            + " 'rois' out and use 'overlay', whose outlines are the same.",
                    e);
        }
    }
}
