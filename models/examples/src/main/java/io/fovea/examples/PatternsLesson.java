package io.fovea.examples;

import io.fovea.anatomy.ModelLayers;
import io.fovea.explore.FilterPatterns;
import io.fovea.explore.Pattern;
import io.fovea.explore.PatternRecipe;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What each filter looks for: gradient ascent changes noise until the filter answers as strongly as it can (Chollet, Deep
 * Learning with Python, 2nd edition, section 9.4.2).
 */
public final class PatternsLesson {

    static final String USAGE = "OUTPUT [MODEL] [FILTERS]";

    private static final int SIDE = 96;

    private PatternsLesson() {}

    /**
     * Finds the patterns of three layers, one early, one in the middle, one late.
     *
     * @param args a folder for the pictures; a shipped model or an {@code .onnx} file, digits; of how
     *     many filters of each, 16
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        Path output = given.folder(0);
        Model model = ModelLibrary.find(given.word(1, "digits"));
        int filters = given.number(2, 16);
        List<String> layers = Given.convolutions(model);
        FilterPatterns finder = new FilterPatterns(model, Device.CPU);
        FilterPatterns.Settings settings =
                FilterPatterns.Settings.of(PatternRecipe.CLEAR).withSize(SIDE);

        // Of fewer than three layers some are the same.
        int[] shown =
                IntStream.of(0, layers.size() / 2, layers.size() - 1).distinct().toArray();
        for (int index : shown) {
            String layer = layers.get(index);
            List<Pattern> patterns = finder.ofLayer(layer, filters, settings, Monitor.NONE);
            System.out.println(layer + ", mean activation on noise and on the pattern:");
            for (Pattern pattern : patterns) {
                System.out.println(String.format(
                        Locale.ROOT,
                        "  filter %2d  %8.3f -> %8.3f",
                        pattern.channel(),
                        pattern.before(),
                        pattern.after()));
            }
            FilterPatterns.grid(patterns).write(output.resolve(ModelLayers.fileName(layer) + "-patterns.png"));
        }
    }
}
