package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.session.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Explains by another method: what that needs, it needs, and that one's options are among its own. */
abstract class WrappingTechnique implements Technique {
    private final Method inner;
    private final List<MethodOption> own;

    WrappingTechnique(Method inner, MethodOption... own) {
        this.inner = inner;
        this.own = List.of(own);
    }

    /** What stands before the method's name. */
    abstract String prefix();

    /** What is done with the method; stands behind what that shows. */
    abstract String sentence();

    /** The method inside, as it is. */
    final Method inner() {
        return inner;
    }

    /** The method inside, with its part of the settings. */
    final Method inner(OptionValues settings) {
        return inner.with(settings);
    }

    @Override
    public MethodDescription about() {
        List<MethodOption> all = new ArrayList<>(own);
        all.addAll(inner.options());
        return new MethodDescription(
                prefix() + inner.id(), inner.description() + ", " + sentence(), inner.paper(), all);
    }

    @Override
    public Needs needs() {
        return inner.needs().inManyRuns();
    }

    @Override
    public List<FeatureLayer> layers(Anatomy anatomy, List<String> names) {
        return inner.layers(anatomy, names);
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return inner(settings).plan(anatomy, layers);
    }

    @Override
    public Map<String, FloatTensor> neutral(ExplainedNetwork network, ExplainedClass subject) {
        return inner.technique().neutral(network, subject);
    }

    @Override
    public boolean explainsElements() {
        return inner.technique().explainsElements();
    }

    @Override
    public boolean dependsOnScore() {
        return inner.dependsOnScore();
    }

    @Override
    public float ceiling(Attribution attribution) {
        return inner.ceiling(attribution);
    }

    /** Whether the same is done with the same method. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WrappingTechnique that && getClass() == that.getClass() && inner.equals(that.inner);
    }

    @Override
    public int hashCode() {
        return 31 * getClass().getName().hashCode() + inner.hashCode();
    }
}
