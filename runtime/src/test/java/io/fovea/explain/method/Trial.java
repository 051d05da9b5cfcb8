package io.fovea.explain.method;

import io.fovea.anatomy.NetsByHand;
import io.fovea.anatomy.NetsByHand.Chain;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.graph.Attributes;
import io.fovea.graph.Tensor;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Methods tried on small networks, and the scores of these. */
final class Trial {
    private Trial() {}

    static float[] raw(Model model, Method method, String label, Image image) {
        ExplainOptions options = ExplainOptions.DEFAULT.withMethod(method).withClasses(List.of(label));
        return explain(model, options, image).map().raw().floats();
    }

    static Explanation explain(Model model, ExplainOptions options, Image image) {
        try (Explainer explainer = Explainer.open(model, options, Device.CPU)) {
            return explainer.explain(image, Monitor.NONE).get(0);
        }
    }

    /** The map of the cat in the network of two filters. */
    static float[] cat(Method method) {
        return raw(NetsByHand.twoFilters(), method, "cat", NetsByHand.ramp());
    }

    /** A model's first output for an image given by its values, planes behind one another. */
    static float[] scores(Model model, float... values) {
        try (Session session = Session.open(model.graph().toBytes(), Device.CPU)) {
            long[] shape = session.inputs().get(0).shape();
            String input = session.inputs().get(0).name();
            return session.run(Map.of(input, FloatTensor.of(values, shape)), Cancellation.NONE)
                    .values()
                    .iterator()
                    .next()
                    .toArray();
        }
    }

    static float[] values(Image image) {
        float[] values = new float[image.channels() * image.width() * image.height()];
        for (int c = 0, at = 0; c < image.channels(); c++) {
            for (int i = 0; i < image.width() * image.height(); i++, at++) {
                values[at] = image.value(i % image.width(), i / image.width(), c);
            }
        }
        return values;
    }

    static double sum(float... values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }

    static Image random(int size, long seed) {
        byte[] pixels = new byte[size * size];
        new Random(seed).nextBytes(pixels);
        return Image.gray8(size, size, pixels);
    }

    /**
     * Convolutions, a pool, a branch around a layer, and gates: three scores, no biases, an image of 8 by 8. Values are small,
     * so that none is cut off.
     */
    static Model gated() {
        Chain net = new Chain(1, 8);
        net.node("Mul", "small", net.graph.put("scale", Tensor.scalar(1 / 255f)))
                .conv("conv1", 1, 4, 3)
                .node("Relu", "relu1")
                .pool("pool")
                .conv("conv2", 4, 4, 3)
                .node("Tanh", "bent")
                .node("Add", "joined", "pool")
                .node("Sigmoid", "gate")
                .node("Mul", "gated", "joined")
                .conv("conv3", 4, 6, 3)
                .node("Relu", "maps")
                .head(6, 3);
        return net.model(1, 8, 3);
    }

    /** Rectifiers, a pool and a dense head, without biases: three scores of an image of 8 by 8. */
    static Model rectified() {
        Chain net = new Chain(1, 8);
        net.conv("conv1", 1, 4, 3)
                .node("Relu", "relu1")
                .pool("pool")
                .conv("conv2", 4, 6, 3)
                .node("Relu", "maps")
                .node("Flatten", "flat")
                .dense("dense", 96, 5)
                .node("Relu", "relu2")
                .dense("scores", 5, 3);
        return net.model(1, 8, 3);
    }

    /** One score for each of two classes, a weighted sum of the pixels. */
    static Model linear(float... weights) {
        Chain net = new Chain(1, (int) Math.sqrt(weights.length));
        float[] both = new float[2 * weights.length];
        for (int i = 0; i < weights.length; i++) {
            both[i] = weights[i];
            both[weights.length + i] = -weights[i];
        }
        net.graph.put("w", Tensor.of(both, 2, weights.length));
        net.node("Flatten", "flat").node("Gemm", "scores", Attributes.NONE.with("transB", 1), "w");
        return net.model(1, (int) Math.sqrt(weights.length), 2);
    }
}
