package io.fovea.cli;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.filter.Analyzer;
import ij.plugin.frame.RoiManager;
import ij.text.TextWindow;
import io.fovea.imagej.ImageJLauncher;
import io.fovea.session.Cancellation;
import java.awt.EventQueue;
import java.awt.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everyday commands of ImageJ, each in a macro of its own that says what became of its images and tables. A program, as it
 * needs a Java in which ImageJ has not been touched; with a display it shows what ImageJ's own windows make of them.
 */
public final class EverydayMacros {
    /** A file of macros: a name behind {@code ##}, the lines of the macro, its answer behind {@code >}. */
    static final String CASES = "everyday-commands.txt";

    private static final String FUNCTIONS = "everyday-functions.ijm";
    private static final long MOST_MILLIS = 30_000;

    private EverydayMacros() {}

    /**
     * A macro.
     *
     * @param name a command, and perhaps a way to use it
     */
    record Case(String name, String macro, String answer) {
        /** As it stands in the file, with another answer. */
        String answered(String other) {
            return "## " + name + "\n" + macro
                    + other.lines().map(line -> ("> " + line).strip() + "\n").collect(Collectors.joining());
        }
    }

    /**
     * Writes the file of macros with the answers that they give here.
     *
     * @param args {@code headless} or {@code window}; the file
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean window = args[0].equals("window");
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        if (window) {
            new ImageJ();
        } else {
            HeadlessImageJ.prepare();
        }
        String functions = resource(FUNCTIONS);
        List<String> answered = new ArrayList<>();
        for (Case one : cases()) {
            Path folder = Files.createTempDirectory(Path.of(args[1]).getParent(), "case");
            String place = folder.toString().replace("\\", "/") + "/";
            String source = functions.replace("FOLDER", place)
                    + "run('Set Measurements...', 'area mean redirect=None decimal=3'); run('Clear Results');\n"
                    + one.macro() + "\nFile.saveString(answered(), folder + 'answer');";
            String error = window ? runInWindow(source) : run(Files.writeString(folder.resolve("case.ijm"), source));
            Path answer = folder.resolve("answer");
            answered.add(one.answered(
                    error + (Files.exists(answer) ? Files.readString(answer).replace(place, "FOLDER") : "")));
        }
        Files.writeString(Path.of(args[1]), String.join("\n", answered));
        out.println(answered.size());
        System.exit(0);
    }

    private static String run(Path macro) {
        return ImageJLauncher.runMacro(macro, "", Cancellation.NONE)
                .error()
                .map(error -> error + "\n")
                .orElse("");
    }

    private static String runInWindow(String source) throws InterruptedException {
        Interpreter interpreter = new Interpreter();
        interpreter.setIgnoreErrors(true); // no dialog
        Thread thread = new Thread(() -> interpreter.run(source, ""), "Run$_Macro$");
        thread.start();
        thread.join(MOST_MILLIS);
        String error =
                thread.isAlive() ? "does not end\n" : interpreter.wasError() ? interpreter.getErrorMessage() : "";
        closeAll();
        return error;
    }

    /** Closes what a macro has opened, and waits until ImageJ's windows have heard of it. */
    private static void closeAll() throws InterruptedException {
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus image = WindowManager.getImage(id);
            image.changes = false;
            image.close();
        }
        Frame[] frames = WindowManager.getNonImageWindows();
        for (Frame frame : frames == null ? new Frame[0] : frames) {
            if (frame instanceof TextWindow text) {
                Analyzer.resetCounter();
                text.close();
            }
        }
        RoiManager manager = RoiManager.getInstance();
        if (manager != null) {
            manager.reset();
            manager.close(); // with it goes whether it shows all
        }
        IJ.getErrorMessage();
        try {
            EventQueue.invokeAndWait(() -> {});
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The macros of the file. */
    static List<Case> cases() throws IOException {
        return cases(resource(CASES));
    }

    /** The macros of a text like the file's. */
    static List<Case> cases(String text) {
        List<Case> cases = new ArrayList<>();
        for (String section : text.split("(?m)^## ")) {
            if (!section.isEmpty()) {
                cases.add(new Case(
                        section.lines().findFirst().orElseThrow(),
                        section.lines()
                                .skip(1)
                                .filter(line -> !line.startsWith(">") && !line.isEmpty())
                                .map(line -> line + "\n")
                                .collect(Collectors.joining()),
                        section.lines().filter(line -> line.startsWith(">")).collect(Collectors.joining("\n"))));
            }
        }
        return cases;
    }

    /** A file beside this class, with line ends as on Unix. */
    static String resource(String name) throws IOException {
        try (var in = EverydayMacros.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
