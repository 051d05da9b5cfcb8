package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.image.Pages;
import io.fovea.image.PixelSize;
import io.fovea.model.Fit;
import io.fovea.model.Model;
import io.fovea.model.ObjectSizes;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How large the objects are that a model learns from: of each the diameter of a circle of its area. */
public final class TrainedSizes {
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /** Sizes that differ by rounding are the same. */
    private static final double NEARLY = 1.01;

    /** More digits than there is to say of thousands of objects. */
    private static final double TENTHS = 10;

    private TrainedSizes() {}

    /**
     * Measures those that a model was trained on, by the recipe that it keeps, in the data's share for training. Reads all
     * of it, and blocks.
     *
     * @param skipped told of files that cannot be read
     * @throws FoveaException if the model keeps no recipe, is not trained on objects at their own size, or the data is not
     *     as its recipe says
     */
    public static ObjectSizes measure(Model model, Path data, Skipped skipped) {
        Recipe recipe = Reproduction.recipe(model);
        if (!isMeasured(recipe)) {
            throw new FoveaException("The model '" + model.name()
                    + "' was not trained on label images of objects at their own size, so that there is nothing to"
                    + " measure of them.");
        }
        return measure(recipe, RecipeData.open(recipe, data).train(), skipped)
                .orElseThrow(() -> new FoveaException("No label image of '" + data + "' has an object."));
    }

    /**
     * Measures those that a recipe has trained on.
     *
     * @return empty if there are none, or images are resized before the network sees them
     */
    static Optional<ObjectSizes> measure(Recipe recipe, Dataset train, Skipped skipped) {
        return isMeasured(recipe) ? measure(train, skipped) : Optional.empty();
    }

    private static boolean isMeasured(Recipe recipe) {
        return recipe.data().kind().isOfObjects() && recipe.input().toInput().fit() == Fit.TILE;
    }

    /** Of label images; objects that their edges cut count only where there are no others. */
    static Optional<ObjectSizes> measure(Dataset examples, Skipped skipped) {
        List<Double> whole = new ArrayList<>();
        List<Double> cut = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Optional<Example> example = skipped.read(examples, i);
            if (example.isPresent() && example.get().target() instanceof Target.Instances labels) {
                measure(labels, whole, cut);
            }
        }
        List<Double> counted = whole.isEmpty() ? cut : whole;
        double[] sorted =
                counted.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(ObjectSizes.of(at(sorted, LOW), at(sorted, 0.5), at(sorted, HIGH))
                        .withPixelSize(pixelSize(examples.files())));
    }

    /** In micrometres, if half of the files, as images and labels are, say the same; 0 otherwise. Of formats read here TIFF alone says it. */
    static double pixelSize(List<Path> files) {
        double[] told = files.stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?"))
                .map(TrainedSizes::pixelSize)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        boolean same = told.length > 0 && told[told.length - 1] <= NEARLY * told[0];
        return same && told.length >= files.size() / 2 ? told[told.length / 2] : 0;
    }

    private static OptionalDouble pixelSize(Path file) {
        try (Pages pages = Pages.open(file)) {
            return pages.pixelSize().map(PixelSize::micrometres).orElse(OptionalDouble.empty());
        } catch (FoveaException e) {
            return OptionalDouble.empty(); // told of where its pixels are read
        }
    }

    private static void measure(Target.Instances labels, List<Double> whole, List<Double> cut) {
        Map<Short, Integer> areas = new HashMap<>();
        Map<Short, Boolean> atEdge = new HashMap<>();
        int width = labels.width();
        int height = labels.height();
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                short label = labels.labels()[i];
                if (label != 0) {
                    areas.merge(label, 1, Integer::sum);
                    atEdge.merge(label, x == 0 || y == 0 || x == width - 1 || y == height - 1, Boolean::logicalOr);
                }
            }
        }
        areas.forEach((label, area) -> (atEdge.get(label) ? cut : whole).add(2 * Math.sqrt(area / Math.PI)));
    }

    /** A share of the numbers is below this one: interpolated between the two nearest. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        double value = sorted[below] + (place - below) * (next - sorted[below]);
        return Math.rint(value * TENTHS) / TENTHS;
    }
}
