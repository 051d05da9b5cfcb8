package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.task.Monitor;
import java.util.List;

/**
 * The first principal component of the weighted channels of a class activation map in the place of their sum, turned the way
 * that points: the "eigen smooth" of Gildenblat's pytorch-grad-cam (2021), which centres the channels first.
 */
final class EigenSmooth extends WrappingTechnique {
    /** What a method's name begins with that is wrapped. */
    static final String PREFIX = "eigen-smooth-";

    private final LayerGradientTechnique component;

    /**
     * Smooths a method.
     *
     * @throws FoveaException if its map is no sum over weighted channels
     */
    EigenSmooth(Method inner) {
        super(inner, EigenCam.CENTRE);
        if (!(inner.technique() instanceof ChannelSumTechnique technique)) {
            throw new FoveaException(
                    "The map of " + inner.id() + " is no sum of weighted channels, of which there would be"
                            + " a first principal component; take one such as grad-cam or layercam.");
        }
        component = new Component(technique);
    }

    @Override
    String prefix() {
        return PREFIX;
    }

    @Override
    String sentence() {
        return "by the first principal component of the weighted channels, not their sum";
    }

    @Override
    public Needs needs() {
        return inner().needs();
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        return component.plan(anatomy, layers, settings);
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        return component.explain(network, subject, settings, monitor);
    }

    /** The component of the maps that each channel has alone. */
    private static final class Component extends LayerGradientTechnique {
        private final ChannelSumTechnique weighing;

        Component(ChannelSumTechnique weighing) {
            this.weighing = weighing;
        }

        @Override
        public MethodDescription about() {
            return weighing.about();
        }

        @Override
        float[] map(float[][] a, float[][] g, OptionValues settings) {
            float[][] weighted = new float[a.length][];
            for (int c = 0; c < a.length; c++) {
                weighted[c] = weighing.map(new float[][] {a[c]}, new float[][] {g[c]});
            }
            return settings.whole(EigenCam.CENTRE) == 1 ? EigenCam.centred(weighted) : EigenCam.alongSum(weighted);
        }
    }
}
