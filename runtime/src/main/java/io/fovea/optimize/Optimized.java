package io.fovea.optimize;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model that answers the same as another with less work. Its nodes are others: layers that were worked into their
 * neighbours cannot be trained or explained any more.
 *
 * <pre>{@code
 * Optimized faster = Optimized.of(Model.read(Path.of("unet.onnx")));
 * faster.model().graph().write(Path.of("unet-fast.onnx"));
 * }</pre>
 *
 * @param model with the card of the other written into it: what was assumed of that one is stated by this one
 * @param done what was done, in how many places; without what could not be done anywhere
 * @param difference the largest of an answer to a random image, in shares of the largest number that was answered
 */
public record Optimized(Model model, Map<String, Integer> done, double difference) {
    /** How far answers may differ, in shares of the largest. */
    public static final double TOLERANCE = 1e-5;

    private static final List<Rewrite> REWRITES = List.of(
            new ConstantComputing(),
            new DeadEnds(),
            new LayoutUndoing(),
            new UnitTransposedConvolution(),
            new BatchNormFolding(),
            new BoundsMerging());

    /** Copies the map. */
    public Optimized {
        done = Collections.unmodifiableMap(new LinkedHashMap<>(done));
    }

    /**
     * Does all that can be done to a model, and compares the answers to a random image. Blocks.
     *
     * @throws FoveaException if it does not run, or the answers differ by more than {@link #TOLERANCE}
     */
    public static Optimized of(Model model) {
        Graph graph = model.graph();
        Map<String, Integer> done = new LinkedHashMap<>();
        boolean again = true;
        while (again) {
            again = false;
            for (Rewrite rewrite : REWRITES) {
                int places = rewrite.apply(graph);
                if (places > 0) {
                    done.merge(rewrite.done(), places, Integer::sum);
                    again = true;
                }
            }
        }
        model.card().writeTo(graph);
        Model made = Model.of(graph);
        double difference = TrialImage.of(model).difference(model, made);
        if (!(difference <= TOLERANCE)) {
            throw new FoveaException(String.format(
                    Locale.ROOT,
                    "The model '%s' made faster answers otherwise, by %.1e of the largest number, where %.0e is the most;"
                            + " use it as it is.",
                    model.name(),
                    difference,
                    TOLERANCE));
        }
        return new Optimized(made, done, difference);
    }

    /**
     * How many times as fast one form of a model is as another, on the CPU: both run in turns for some seconds, and the
     * medians are compared. Blocks.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static double timesAsFast(Model before, Model after, Cancellation cancel) {
        return TrialImage.of(before).ratio(before, after, cancel);
    }
}
