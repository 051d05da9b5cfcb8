package io.fovea.cli;

import io.fovea.imagej.ImageJLauncher;
import io.fovea.session.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Macros one after the other, as {@code fovea macro} runs one. A program, as it needs a Java in which ImageJ has not been touched. */
public final class MacroRuns {
    private MacroRuns() {}

    /**
     * Leaves what each macro printed in {@code printed-N.txt}, from 0, and what error ended it in a last line.
     *
     * @param args a file with a macro and its argument by turns, each a line; the folder to write to
     */
    public static void main(String[] args) throws IOException {
        HeadlessImageJ.prepare();
        List<String> lines = Files.readAllLines(Path.of(args[0]));
        for (int n = 0; n < lines.size() / 2; n++) {
            PrintStream out = System.out;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            ImageJLauncher.runMacro(Path.of(lines.get(2 * n)), lines.get(2 * n + 1), Cancellation.NONE)
                    .error()
                    .ifPresent(error -> System.out.println("Error: " + error));
            System.setOut(out);
            Files.write(Path.of(args[1], "printed-" + n + ".txt"), printed.toByteArray());
        }
        System.exit(0);
    }
}
