package io.fovea.explain;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.HalfPrecision;
import io.fovea.graph.Tensor;
import io.fovea.model.Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A model that has forgotten what it learnt (Adebayo et al., "Sanity checks for saliency maps", 2018). */
final class RandomWeights {
    private static final long SEED = 7;

    private RandomWeights() {}

    /** The model with every kernel drawn anew, as spread as it was, around 0. Biases and averages stay. */
    static Model of(Model model) {
        Graph graph = model.graph();
        Random random = new Random(SEED);
        Map<String, Tensor> kernels = new LinkedHashMap<>(graph.initializers());
        kernels.forEach((name, kernel) -> {
            boolean real = kernel.type() == ElementType.FLOAT || kernel.type() == ElementType.FLOAT16;
            if (real && kernel.shape().length > 1) {
                float[] drawn = drawn(kernel.toFloats(), random);
                graph.put(
                        name,
                        kernel.type() == ElementType.FLOAT
                                ? Tensor.of(drawn, kernel.shape())
                                : Tensor.ofBytes(ElementType.FLOAT16, kernel.shape(), halves(drawn)));
            }
        });
        return Model.of(graph).withCard(model.card());
    }

    private static float[] drawn(float[] values, Random random) {
        double square = 0;
        for (float v : values) {
            square += (double) v * v;
        }
        double spread = Math.sqrt(square / values.length);
        float[] drawn = new float[values.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (spread * random.nextGaussian());
        }
        return drawn;
    }

    private static ByteBuffer halves(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            bytes.putShort(HalfPrecision.toFloat16(v));
        }
        return bytes.flip();
    }
}
