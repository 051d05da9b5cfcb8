package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Macros of the cookbook, run one after the other in a Java of their own, and the pictures that they are given and make. */
final class CookbookRuns {
    static final Path MACROS = Cli.root("macros");

    private final Path folder;

    /** What was printed, by the name of the macro, a space, and what it was given. */
    private final Map<String, List<String>> printed = new LinkedHashMap<>();

    /**
     * A macro that is going to run.
     *
     * @param name of the macro, without suffix; a path of one that is none of the cookbook's
     * @param what tells several runs of it apart
     */
    record Recipe(String name, String what, String argument) {}

    /** None yet. */
    CookbookRuns(Path folder) {
        this.folder = folder;
    }

    /** Runs macros. Blocks. */
    void run(List<Recipe> recipes) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Recipe recipe : recipes) {
            lines.add(MACROS.resolve(recipe.name() + ".ijm").toString());
            lines.add(recipe.argument());
        }
        Path list = Files.write(folder.resolve("macros.txt"), lines);
        ChildJava.Ended ended = new ChildJava(folder).of(MacroRuns.class).run(list, folder);
        assertThat(ended.code()).as(ended.err()).isZero();
        for (int n = 0; n < recipes.size(); n++) {
            printed.put(
                    recipes.get(n).name() + " " + recipes.get(n).what(),
                    Files.readAllLines(folder.resolve("printed-" + n + ".txt")));
        }
    }

    /** The lines that a macro printed, none of which is an error. */
    List<String> printed(String name, String what) {
        assertThat(lines(name, what)).noneMatch(line -> line.startsWith("Error: "));
        return lines(name, what);
    }

    /** The lines that a macro printed, of which the last may say what ended it. */
    List<String> lines(String name, String what) {
        return printed.get(name + " " + what);
    }

    /** A new folder beside the results. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** What a macro leaves in {@code NAME} or {@code NAME/FILE}: a folder of its own, in one that is not there yet either. */
    Path results(String name) {
        return folder.resolve("my " + name.replaceFirst("/|$", "/results/"));
    }

    /** Areas of one value on what was there. */
    static ImageProcessor painted(ImageProcessor pixels, double value, Roi... areas) {
        pixels.setColor(value);
        for (Roi area : areas) {
            pixels.fill(area);
        }
        return pixels;
    }

    /** Saves a PNG. */
    static Path save(Path file, ImageProcessor pixels) {
        assertThat(new FileSaver(new ImagePlus("", pixels)).saveAsPng(file.toString()))
                .isTrue();
        return file;
    }

    /** What is in an image file. */
    static ImageProcessor pixels(Path file) {
        return IJ.openImage(file.toString()).getProcessor();
    }
}
