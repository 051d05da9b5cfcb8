package io.fovea.spark;

import io.fovea.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;

/** Writes the file of arguments with which the launcher starts Java for Spark; Maven runs it once everything is packaged. */
public final class LaunchFile {
    /** Java says at each start that it is an incubator's; without it Spark takes other ways. */
    private static final String INCUBATOR = "--add-modules=jdk.incubator";

    /** What a user should know is said by Fovea. Spark's own library for logs would write to the terminal before it is told where. */
    private static final List<String> QUIET = List.of(
            "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
            "-Dslf4j.internal.verbosity=WARN",
            "-Dorg.slf4j.simpleLogger.log.org.apache=off",
            "-Dorg.slf4j.simpleLogger.log.org.sparkproject=off");

    private static final Pattern OPENED = Pattern.compile("--add-opens=java\\.base/([a-z.]+)=.*");

    private LaunchFile() {}

    /**
     * Writes it.
     *
     * @param args the file; a file with the class path of this module; jars that belong to it, too
     */
    public static void main(String[] args) throws IOException {
        String libraries = Files.readString(Path.of(args[1])).strip();
        List<String> jars = Arrays.asList(args).subList(2, args.length);
        List<String> lines = new ArrayList<>();
        // Spark's versions of libraries come before those of the command line.
        lines.addAll(options());
        lines.addAll(QUIET);
        lines.add("-cp");
        lines.add(libraries + File.pathSeparator + String.join(File.pathSeparator, jars));
        String text = lines.stream().map(LaunchFile::quoted).collect(Collectors.joining("\n", "", "\n"));
        AtomicFile.write(Path.of(args[0]), text.getBytes(StandardCharsets.UTF_8));
    }

    /** What Spark asks of Java. */
    private static List<String> options() {
        return Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                .filter(option -> !option.startsWith(INCUBATOR))
                .filter(LaunchFile::isKnown)
                .toList();
    }

    /** Java warns of packages to open that it does not have, as newer ones lack some. */
    private static boolean isKnown(String option) {
        Matcher opened = OPENED.matcher(option);
        return !opened.matches() || Object.class.getModule().getPackages().contains(opened.group(1));
    }

    /** As Java reads files of arguments. */
    static String quoted(String argument) {
        return "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
