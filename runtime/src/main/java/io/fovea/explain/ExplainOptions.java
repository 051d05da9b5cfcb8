package io.fovea.explain;

import io.fovea.explain.method.Method;
import java.util.List;

/**
 * What to explain, and how.
 *
 * <pre>{@code
 * ExplainOptions options = ExplainOptions.DEFAULT.withMethod(Method.LAYER_CAM).withClasses(List.of("cat", "dog"));
 * }</pre>
 *
 * @param method how
 * @param classes by label or index, each text one or several as {@link io.fovea.NameList} reads them; empty for the top
 *     class of each image
 * @param layers by name, as the classes; empty for the one before the head. The maps of several are averaged
 * @param keepActivation whether the softmax or sigmoid at a model's end is part of the score; without, other classes
 *     cannot make up for the one explained
 * @param smooth whether to average over the image, its mirror image, and both at 0.9 and 1.1 times their values
 */
public record ExplainOptions(
        Method method, List<String> classes, List<String> layers, boolean keepActivation, boolean smooth) {
    /** Grad-CAM of the top class before the head. */
    public static final ExplainOptions DEFAULT =
            new ExplainOptions(Method.GRAD_CAM, List.of(), List.of(), false, false);

    /** Copies the lists. */
    public ExplainOptions {
        classes = List.copyOf(classes);
        layers = List.copyOf(layers);
    }

    /** The same by another method. */
    public ExplainOptions withMethod(Method other) {
        return new ExplainOptions(other, classes, layers, keepActivation, smooth);
    }

    /** The same for other classes. */
    public ExplainOptions withClasses(List<String> others) {
        return new ExplainOptions(method, others, layers, keepActivation, smooth);
    }

    /** The same for other layers. */
    public ExplainOptions withLayers(List<String> others) {
        return new ExplainOptions(method, classes, others, keepActivation, smooth);
    }

    /** The same with or without the activation at the end. */
    public ExplainOptions withActivation(boolean kept) {
        return new ExplainOptions(method, classes, layers, kept, smooth);
    }

    /** The same with or without smoothing. */
    public ExplainOptions withSmoothing(boolean smoothed) {
        return new ExplainOptions(method, classes, layers, keepActivation, smoothed);
    }
}
