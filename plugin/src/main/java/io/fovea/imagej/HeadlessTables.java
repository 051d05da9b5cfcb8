package io.fovea.imagej;

import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.frame.RoiManager;
import ij.util.WildcardMatch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables that ImageJ would have in windows, where there is no display. ImageJ finds its tables by their windows: without
 * them it would lose all but one, and rows of that one. What a macro does to such windows is done to the tables here.
 */
public final class HeadlessTables {
    private static final String RESULTS = "Results";
    private static final String ROI_MANAGER = "ROI Manager";

    /** Without the one called Results, which is ImageJ's own. */
    private static final Map<String, ResultsTable> OTHERS = new LinkedHashMap<>();

    /** Whether there would be a window called Results, and how many rows it would show. */
    private static boolean results;

    private static int rows;
    private static String front = "";

    private HeadlessTables() {}

    /** Notes that the headings of the table called Results are shown, without rows. */
    public static void headings() {
        results = true;
        rows = 0;
    }

    /** Notes that another row of the table called Results is shown. */
    public static void row() {
        results = true;
        rows++;
    }

    /** How many rows of the table called Results are shown. */
    public static int rows() {
        return rows;
    }

    /** Notes that no row of the table called Results is there any more. */
    public static void clear() {
        rows = 0;
    }

    /** Takes a table that is shown under a title. */
    public static void show(ResultsTable table, String title) {
        front = title;
        if (title.equals(RESULTS)) {
            Analyzer.setResultsTable(table);
            results = true;
            rows = table.size();
        } else {
            OTHERS.put(title, table);
        }
    }

    /** The table of a title, or null. */
    public static ResultsTable find(String title) {
        if (RESULTS.equals(title)) {
            return results ? Analyzer.getResultsTable() : null;
        }
        return OTHERS.get(title);
    }

    /**
     * The table that a macro means, or null.
     *
     * @param title null for the one in front
     */
    public static ResultsTable meant(String title) {
        return find(title == null ? front : title);
    }

    /** Whether something of a title would have a window. */
    public static boolean isOpen(String title) {
        return find(title) != null || title.equals(ROI_MANAGER) && Interpreter.isBatchModeRoiManager();
    }

    /**
     * Brings a window to the front.
     *
     * @return false if it is none of these
     */
    public static boolean select(String title) {
        boolean open = isOpen(title) && WindowManager.getImage(title) == null;
        front = open ? title : "";
        return open;
    }

    /** Notes that an image is in front. */
    public static void selectImage() {
        front = "";
    }

    /** Closes the window in front, if it is one of these. */
    static boolean closeFront() {
        String closed = front;
        front = "";
        return isOpen(closed) && close(closed);
    }

    /**
     * Closes all windows that match a title with {@code *} and {@code ?}.
     *
     * @return whether there were any
     */
    public static boolean close(String pattern) {
        WildcardMatch match = new WildcardMatch();
        match.setCaseSensitive(false);
        boolean closed = OTHERS.keySet().removeIf(title -> match.match(title, pattern));
        if (results && match.match(RESULTS, pattern)) {
            Analyzer.resetCounter();
            results = false;
            closed = true;
        }
        if (pattern.equalsIgnoreCase(ROI_MANAGER) && Interpreter.isBatchModeRoiManager()) {
            RoiManager.getInstance2().reset();
            closed = true;
        }
        return closed;
    }

    /**
     * Saves the table in front.
     *
     * @return false if there is none, or it cannot be written
     */
    public static boolean save(String path) {
        ResultsTable table = meant(null) == null ? Analyzer.getResultsTable() : meant(null);
        return table.size() > 0 && table.save(path);
    }

    /** Forgets the tables of a macro that has ended. */
    static void forget() {
        OTHERS.clear();
        results = false;
        rows = 0;
        front = "";
    }
}
