package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import java.util.List;

/** Explains by another method, more than once: what that needs, it needs. */
abstract class WrappingTechnique implements Technique {
    /** The method inside, with its own settings. */
    final Method inner;

    WrappingTechnique(Method inner) {
        this.inner = inner;
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
        return inner.plan(anatomy, layers);
    }

    @Override
    public float ceiling(Attribution attribution) {
        return inner.ceiling(attribution);
    }
}
