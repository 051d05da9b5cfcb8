package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.explain.method.LayerTechnique.LayerMap;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;

/**
 * The first principal component of the weighted channels of a class activation map in the place of their sum, turned the way
 * that points: the "eigen smooth" of Gildenblat's pytorch-grad-cam (2021), which centres the channels first.
 */
final class EigenSmooth extends WrappingTechnique {
    /** What a method's name begins with that is wrapped. */
    static final String PREFIX = "eigen-smooth-";

    private final ChannelSumTechnique weighing;

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
        weighing = technique;
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
        return NetworkPlan.of(layers)
                .reading(LayerTechnique.values(layers))
                .differentiating(LayerTechnique.values(layers));
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Answer answer = network.run(subject, monitor);
        float sign = network.sign(subject, answer);
        List<Attribution> maps = new ArrayList<>();
        boolean flat = true;
        for (FeatureLayer layer : network.layers()) {
            LayerMap map = map(layer, answer, sign, settings.whole(EigenCam.CENTRE) == 1);
            maps.add(map.attribution());
            flat &= map.flat();
        }
        return new Finding(Attribution.mean(maps), flat, answer);
    }

    private LayerMap map(FeatureLayer layer, Answer answer, float sign, boolean centred) {
        FloatTensor tensor = answer.values().get(layer.value());
        FloatTensor gradient = answer.gradients().get(layer.value());
        float[][] a = layer.planes(tensor);
        float[][] g = layer.planes(gradient);
        float[][] weighted = new float[a.length][];
        for (int c = 0; c < a.length; c++) {
            LayerTechnique.signed(g[c], sign);
            weighted[c] = weighing.map(new float[][] {a[c]}, new float[][] {g[c]});
        }
        float[] map = centred ? EigenCam.centred(weighted) : EigenCam.alongSum(weighted);
        return new LayerMap(LayerTechnique.on(layer, tensor, map), LayerTechnique.isZero(gradient));
    }
}
