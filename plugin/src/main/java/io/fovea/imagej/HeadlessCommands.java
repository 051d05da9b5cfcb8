package io.fovea.imagej;

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.Macro;
import ij.Menus;
import ij.Prefs;
import io.fovea.FoveaException;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ImageJ's table of commands where there is no display. ImageJ fills the table while it builds its menu bar, which AWT
 * refuses without a display: a macro could then run no command at all, not even ImageJ's own. Fiji mends this in its
 * legacy layer; here the table is filled from a list.
 *
 * <p>Many of ImageJ's commands make a dialog even to read a macro's options, and fail without a display. ImageJ would log
 * that and go on with the macro; here it is an error.
 */
final class HeadlessCommands implements CommandListener {
    private static final Pattern CALL = Pattern.compile("([^(]+)(?:\\(\"(.*)\"\\))?");

    /** Commands that open a window for the user's hand, and change nothing by that. A recorded macro has them. */
    private static final Set<String> WINDOWS = Set.of(
            "Brightness/Contrast...",
            "Cascade",
            "Channels Tool...",
            "Color Balance...",
            "Color Picker...",
            "Console",
            "Control Panel...",
            "Main Window [return]",
            "Monitor Memory...",
            "Put Behind [tab]",
            "ROI Manager...",
            "Record...",
            "Show All",
            "Synchronize Windows",
            "Threshold...",
            "Tile",
            "Window/Level...");

    /** What to do in place of a command that shows its answer in a window. */
    private static final Map<String, String> INSTEAD = Map.of(
            "Histogram", "the macro function getHistogram gives its counts",
            "Distribution...", "the macro function Table.getColumn gives its values",
            "Orthogonal Views", "Reslice [/]... gives its sections");

    private HeadlessCommands() {}

    /** The table that ImageJ looks commands up in, with at least ImageJ's own commands. Live. */
    static synchronized Map<String, String> table() {
        if (Menus.getCommands() == null) {
            begin();
        }
        // ImageJ's table is of a raw type.
        @SuppressWarnings("unchecked")
        Hashtable<String, String> table = Menus.getCommands();
        list().forEach(table::putIfAbsent);
        return table;
    }

    /** Makes ImageJ create the table, which is the first thing it does for its menu bar. */
    private static void begin() {
        Prefs.load(new Prefs(), null);
        try {
            Menus.updateImageJMenus();
        } catch (HeadlessException e) {
            // The table is there, and still empty.
        }
        Executer.addCommandListener(new HeadlessCommands());
    }

    /** Runs a command in ImageJ's place. */
    @Override
    public String commandExecuting(String command) {
        Object plugin = Menus.getCommands().get(command);
        Matcher call = CALL.matcher(plugin == null ? "" : plugin.toString());
        if (!call.matches()) {
            return command;
        }
        if (WINDOWS.contains(command) || command.equals("Close") && HeadlessTables.closeFront()) {
            return null;
        }
        if (INSTEAD.containsKey(command)) {
            fail(command + " shows a window, for which there is no display; " + INSTEAD.get(command) + ".");
            return null;
        }
        HeadlessDialogs.fillInVariables();
        try {
            run(command, call.group(1), call.group(2) == null ? "" : call.group(2));
        } catch (HeadlessException e) {
            fail(command + " opens a window or a dialog, which ImageJ cannot do without a display.");
        } catch (FoveaException e) {
            fail(command + ": " + e.getMessage());
        } catch (RuntimeException e) {
            if (HeadlessDialogs.isRefusal(e)) {
                fail(command + " asks in a dialog; give its values as the second argument of run(...).");
            } else if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
                fail(command + " failed: " + e);
            }
        }
        return null;
    }

    private static void run(String command, String className, String argument) {
        if (HeadlessFilter.isNeeded(className)) {
            HeadlessFilter.run(command, className, argument);
        } else {
            IJ.runPlugIn(command, className, argument);
        }
    }

    private static void fail(String sentence) {
        try {
            IJ.error(sentence);
        } catch (RuntimeException e) {
            // So ImageJ leaves what it runs; the macro has been told to end.
            assert Macro.MACRO_CANCELED.equals(e.getMessage());
        }
    }

    /** Every command of ImageJ's menus and the plugin behind it. */
    static Map<String, String> list() {
        try (InputStream in = HeadlessCommands.class.getResourceAsStream("imagej-commands.txt")) {
            Map<String, String> commands = new Hashtable<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(entry -> commands.put(entry[0], entry[1]));
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
