package io.fovea.imagej;

import ij.Menus;
import ij.Prefs;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;

/**
 * ImageJ's table of commands where there is no display. ImageJ fills the table while it builds its menu bar, which AWT
 * refuses without a display: a macro could then run no command at all, not even ImageJ's own. Fiji mends this in its
 * legacy layer; here the table is filled from a list.
 */
final class HeadlessCommands {
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
