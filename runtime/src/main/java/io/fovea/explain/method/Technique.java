package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Map;

/**
 * A way to explain a score: what it is called, what it needs, and how it finds a map with a network prepared for it. One
 * serves any number of models and threads; what it must know of either is handed to it. {@link Method} lists them.
 */
interface Technique {

    /** What it says of itself. */
    MethodDescription about();

    /** What it needs. */
    Needs needs();

    /**
     * The layers that it explains.
     *
     * @param names that were asked for; empty for the one before the head
     * @throws io.fovea.FoveaException if there is no such layer, or it cannot explain it
     */
    default List<FeatureLayer> layers(Anatomy anatomy, List<String> names) {
        return needs().layer() ? anatomy.layers(names) : List.of();
    }

    /**
     * What a network must be prepared for.
     *
     * @param layers that {@link #layers} gave
     */
    NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings);

    /**
     * Explains. Blocks.
     *
     * @param network prepared as planned for the same settings
     * @throws io.fovea.session.CancelledException if cancelled
     */
    Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor);

    /** What the inputs that it added are given where nothing but scores is asked for, by role. */
    default Map<String, FloatTensor> neutral(ExplainedNetwork network, ExplainedClass subject) {
        return Map.of();
    }

    /** Whether it explains any scalar of an answer, and not classes only, told from others. */
    default boolean explainsElements() {
        return true;
    }

    /** Whether what it shows depends on the score that is explained, and is not the same for all of an answer. */
    default boolean dependsOnScore() {
        return true;
    }

    /** What is shown as full heat. */
    default float ceiling(Attribution attribution) {
        return attribution.highest();
    }

    /**
     * What an explanation found.
     *
     * @param flat whether every gradient was zero
     * @param answer of the model to the subject itself
     */
    record Finding(Attribution attribution, boolean flat, Answer answer) {}
}
