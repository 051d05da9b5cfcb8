package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import java.util.List;

/** Explains by another method, more than once: what that needs, it needs. */
abstract class Wrapping implements Technique {
    /** The method inside, with its own settings. */
    final Method inner;

    Wrapping(Method inner) {
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
    public Plan plan(Anatomy anatomy, List<FeatureLayer> layers, Settings settings) {
        return inner.plan(anatomy, layers);
    }

    @Override
    public float ceiling(Attribution attribution) {
        return inner.ceiling(attribution);
    }
}
