package io.fovea.explain;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.InputFrame;
import io.fovea.autodiff.NoGradientException;
import io.fovea.explain.method.Method;
import io.fovea.explain.method.PreparedMethod;
import io.fovea.explain.method.PreparedMethod.Result;
import io.fovea.model.Card;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A method that a network was prepared for: the one that was asked for, or Score-CAM where that needs a gradient and there is
 * none.
 *
 * @param options those that are really taken
 * @param layer that is explained, several joined by {@code +}; {@code input} for methods that explain pixels
 * @param remark why it is another method than was asked for
 */
record ReadyMethod(PreparedMethod method, ExplainOptions options, String layer, Optional<String> remark)
        implements AutoCloseable {

    /**
     * Prepares a network.
     *
     * @param preparing for a method
     * @throws NoGradientException if the method explains pixels by a gradient, and an operator has none
     */
    static ReadyMethod open(ExplainOptions options, Function<Method, PreparedMethod> preparing) {
        ExplainOptions taken = options;
        Optional<String> remark = Optional.empty();
        PreparedMethod method;
        try {
            method = preparing.apply(options.method());
        } catch (NoGradientException e) {
            if (!options.method().needsLayer()) {
                throw e;
            }
            taken = options.withMethod(Method.SCORE_CAM);
            remark = Optional.of(options.method().id() + " needs a gradient, and "
                    + (e.operator().isEmpty() ? "nothing on the way to the scores" : "no " + e.operator())
                    + " has one; this is " + Method.SCORE_CAM.id() + ".");
            method = preparing.apply(taken.method());
        }
        String name = method.layers().isEmpty()
                ? "input"
                : method.layers().stream().map(FeatureLayer::layer).collect(Collectors.joining("+"));
        return new ReadyMethod(method, taken, name, remark);
    }

    /** What was found, in words, with its map on the image. */
    Explanation explanation(Result made, Card card, InputFrame framing, double probability, double seconds) {
        String label = card.label(made.classIndex());
        return explanation(made, label, framing, probability, seconds);
    }

    /** The same of what has a label of its own. */
    Explanation explanation(Result made, String label, InputFrame framing, double probability, double seconds) {
        HeatMap map = new HeatMap(made.attribution(), made.ceiling(), framing);
        Optional<String> note = blank(made.flat(), map.isBlank(), label);
        return new Explanation(made.classIndex(), label, probability, options.method(), layer, map, note, seconds);
    }

    /** The remark, and why a map is blank, if it is. */
    Optional<String> blank(boolean isFlat, boolean isBlank, String label) {
        if (isFlat) {
            return told("The gradient of '" + label + "' is zero everywhere at '" + layer
                    + "', so its map is blank: there the score does not react to small changes.");
        }
        return isBlank ? told("Nothing at '" + layer + "' speaks for '" + label + "', so its map is blank.") : remark;
    }

    /** A sentence behind the remark, if there is one. */
    private Optional<String> told(String sentence) {
        return Optional.of(remark.map(first -> first + " " + sentence).orElse(sentence));
    }

    @Override
    public void close() {
        method.close();
    }
}
