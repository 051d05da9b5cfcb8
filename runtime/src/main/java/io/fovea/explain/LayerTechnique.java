package io.fovea.explain;

import io.fovea.explain.ExplainedNetwork.Answer;
import io.fovea.explain.ExplainedNetwork.Weighted;
import io.fovea.explain.FeatureMap.Planes;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.List;

/** Explains by the feature maps of layers and, where the method has them, their gradients; one run of the model. */
final class LayerTechnique implements Technique {
    private final ExplainedNetwork network;
    private final Anatomy anatomy;
    private final Method method;
    private final List<FeatureMap> layers;
    private final String pooled;

    /**
     * Prepares.
     *
     * @param pooled the value with the layer's averages, for {@link Method#CAM}
     */
    LayerTechnique(ExplainedNetwork network, Anatomy anatomy, Method method, List<FeatureMap> layers, String pooled) {
        this.network = network;
        this.anatomy = anatomy;
        this.method = method;
        this.layers = List.copyOf(layers);
        this.pooled = pooled;
    }

    @Override
    public Finding explain(Subject subject, Monitor monitor) {
        int index = subject.classIndex();
        int score = index == Subject.TOP ? 0 : anatomy.scoreOf(index);
        Answer answer = network.run(subject.tensor(), score, subject.region(), monitor);
        float sign = index == Subject.TOP ? Classes.topSign(anatomy, answer) : anatomy.signOf(index);
        List<Attribution> maps = new ArrayList<>();
        boolean flat = method.needsGradient();
        for (FeatureMap layer : layers) {
            Weighted weighted = answer.maps().get(layer.value());
            if (weighted != null) {
                flat &= isZero(weighted.weights());
                maps.add(made(weighted.map(), sign));
                continue;
            }
            Planes a = layer.read(answer.values().get(layer.value()));
            FloatTensor gradient = answer.gradients().get(pooled.isEmpty() ? layer.value() : pooled);
            flat &= gradient == null || isZero(gradient);
            maps.add(new Attribution(a.width(), a.height(), map(layer, a, gradient, sign)));
        }
        return new Finding(Attribution.mean(maps), flat, answer);
    }

    private static Attribution made(FloatTensor map, float sign) {
        long[] shape = map.shape();
        return new Attribution((int) shape[3], (int) shape[2], signed(map.toArray(), sign));
    }

    private float[] map(FeatureMap layer, Planes a, FloatTensor gradient, float sign) {
        return switch (method.kind()) {
            case ACTIVATION -> EigenCam.map(a.planes());
            case POOLED -> Weightings.weighted(a.planes(), signed(gradient.toArray(), sign));
            default -> {
                float[][] g = layer.read(gradient).planes();
                for (float[] plane : g) {
                    signed(plane, sign);
                }
                yield Weightings.map(method, a.planes(), g);
            }
        };
    }

    private static float[] signed(float[] values, float sign) {
        for (int i = 0; i < values.length && sign < 0; i++) {
            values[i] = -values[i];
        }
        return values;
    }

    static boolean isZero(FloatTensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (tensor.data().get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
