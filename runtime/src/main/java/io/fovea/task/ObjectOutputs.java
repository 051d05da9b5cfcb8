package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Layout;
import io.fovea.model.Card;
import io.fovea.session.Cancellation;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The outputs of a model that tell objects apart, among those that it has. */
record ObjectOutputs(Card card) {
    private static final int FEWEST_RAYS = 3;
    private static final int FLOWS = 2;

    /** Outputs of more values, unless their name says so, may be anything. */
    private static final int MOST_CLASSES = 8;

    private static final String CLASSES = "class";

    /** An output for pixels. */
    private record Grid(String name, FloatTensor tensor, OutputGrid grid) {
        int channels() {
            return grid.classes();
        }

        boolean isAsLargeAs(Grid other) {
            return grid.width() == other.grid.width() && grid.height() == other.grid.height();
        }
    }

    /**
     * The probability, and the distances, or one output that has them in this order; and the shares of background and each class of
     * objects where there are several.
     */
    List<FloatTensor> stars(Workspace workspace, FloatTensor image, Cancellation cancel) {
        Map<String, FloatTensor> outputs = workspace.runAll(image, cancel);
        List<Grid> grids = grids(outputs, image);
        Optional<Grid> distances = grids.stream()
                .filter(grid -> grid.channels() > FEWEST_RAYS - 1)
                // A network of several classes has a map of these, too.
                .max(Comparator.comparing((Grid grid) -> grid.name.contains("dist"))
                        .thenComparingInt(Grid::channels));
        Optional<Grid> probability = one(grids, grid -> grid.channels() == 1);
        Optional<Grid> both = one(grids, grid -> grid.channels() > FEWEST_RAYS && isNamed(grid));
        if (distances.isPresent() && probability.isPresent() && both.isEmpty()) {
            return withClasses(List.of(probability.get(), distances.get()), grids);
        }
        return both.or(() -> distances.filter(grid -> grid.channels() > FEWEST_RAYS))
                .map(grid -> withClasses(List.of(grid), grids))
                .orElseThrow(() -> misfit(
                        "StarDist's has a probability [1, 1, H, W] and distances [1, rays, H, W], or both in one output",
                        outputs));
    }

    /** Some outputs, and the one that has the classes of objects. */
    private static List<FloatTensor> withClasses(List<Grid> own, List<Grid> grids) {
        List<Grid> all = new ArrayList<>(own);
        grids.stream()
                .filter(grid -> !own.contains(grid) && grid.channels() > 1 && grid.isAsLargeAs(own.get(0)))
                .filter(grid -> grid.channels() <= MOST_CLASSES || grid.name.contains(CLASSES))
                .max(Comparator.comparing(grid -> grid.name.contains(CLASSES)))
                .ifPresent(all::add);
        return all.stream().map(Grid::tensor).toList();
    }

    /** The flows down and across, and the score of there being an object; or one output that has them in this order. */
    List<FloatTensor> flows(Workspace workspace, FloatTensor image, Cancellation cancel) {
        Map<String, FloatTensor> outputs = workspace.runAll(image, cancel);
        List<Grid> grids = grids(outputs, image);
        Optional<Grid> all = one(grids, grid -> grid.channels() == FLOWS + 1);
        Optional<Grid> flows = one(grids, grid -> grid.channels() == FLOWS);
        Optional<Grid> score = one(grids, grid -> grid.channels() == 1);
        if (all.isEmpty() && flows.isPresent() && score.isPresent()) {
            return List.of(flows.get().tensor, score.get().tensor);
        }
        return all.map(grid -> List.of(grid.tensor))
                .orElseThrow(() -> misfit(
                        "Cellpose's has flows and a score [1, 3, H, W], or [1, 2, H, W] and [1, 1, H, W]", outputs));
    }

    /** The first of a kind, or the one that the card names. */
    private Optional<Grid> one(List<Grid> grids, Predicate<Grid> fits) {
        return grids.stream().filter(fits).min(Comparator.comparing(grid -> !isNamed(grid)));
    }

    private boolean isNamed(Grid grid) {
        return card.output().filter(grid.name::equals).isPresent();
    }

    private List<Grid> grids(Map<String, FloatTensor> outputs, FloatTensor image) {
        Layout layout = card.input().layout();
        int width = (int) image.shape()[layout == Layout.NCHW ? 3 : 2];
        int height = (int) image.shape()[layout == Layout.NCHW ? 2 : 1];
        return outputs.entrySet().stream()
                .filter(output -> output.getValue().shape().length == 4
                        && output.getValue().shape()[0] == 1)
                .map(output -> new Grid(
                        output.getKey(),
                        output.getValue(),
                        OutputGrid.of(output.getValue().shape(), layout, width, height)))
                .toList();
    }

    private FoveaException misfit(String wanted, Map<String, FloatTensor> outputs) {
        String given = outputs.entrySet().stream()
                .map(output -> output.getKey() + " "
                        + Arrays.toString(output.getValue().shape()))
                .sorted()
                .collect(Collectors.joining(", "));
        return new FoveaException("The head of '" + card.name() + "' is said to tell objects apart; " + wanted
                + ", but the model answers with " + given + ".");
    }
}
