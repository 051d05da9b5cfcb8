package io.fovea.imagej;

import ij.Menus;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts Fovea's entries into the menus of an ImageJ that has Fovea on its class path, where ImageJ does not look: it reads
 * the {@code plugins.config} of jars in its plugins folder only.
 */
final class FoveaMenu {
    private static final Pattern ENTRY = Pattern.compile("([^,\"#]+),\\s*\"([^\"]+)\",\\s*(\\S.*)");

    /**
     * A line of {@code plugins.config}.
     *
     * @param menu for example {@code Plugins>Fovea}
     * @param command its name, the first argument of {@code run} in a macro
     * @param plugin the class with its argument
     */
    record Entry(String menu, String command, String plugin) {
        /** The SciJava command that it leads to. */
        String commandClass() {
            return plugin.replaceFirst(".*\\(\"(.*)\"\\)", "$1");
        }
    }

    private FoveaMenu() {}

    /**
     * Makes Fovea's commands known to ImageJ, in the menu and for {@code run(...)}. Without a display ImageJ can build no
     * menus, and with them it loses its own commands; these are made known too. Does nothing the second time.
     */
    static void install() {
        if (GraphicsEnvironment.isHeadless()) {
            Map<String, String> commands = HeadlessCommands.table();
            entries().forEach(entry -> commands.putIfAbsent(entry.command(), entry.plugin()));
            return;
        }
        for (Entry entry : entries()) {
            if (!Menus.getCommands().containsKey(entry.command())) {
                Menus.add(entry.menu() + ">" + entry.command(), entry.plugin());
            }
        }
    }

    /** The entries of Fovea's {@code plugins.config}, in order. */
    static List<Entry> entries() {
        try (InputStream in = FoveaMenu.class.getResourceAsStream("/plugins.config")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> ENTRY.matcher(line.strip()))
                    .filter(Matcher::matches)
                    .map(m -> new Entry(m.group(1), m.group(2), m.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
