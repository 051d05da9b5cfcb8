package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Assembly;
import io.fovea.data.Batch;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.graph.Graph;
import io.fovea.image.Preparation;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * What a frozen network makes of every example, computed once by ONNX Runtime and kept in memory.
 *
 * @param shape of one example's features
 * @param values of every example
 * @param classes of every example
 */
record Features(long[] shape, float[][] values, long[] classes) implements Assembly {

    private static final int BATCH = 16;

    /**
     * The features of {@code examples}. Blocks.
     *
     * @param network from images {@code [batch, C, H, W]} to features, its only output
     * @param preparation how images become numbers, as the trained model will prepare them
     * @throws FoveaException when examples have more than a class each, or the features do not fit into a third of the
     *     memory
     * @throws CancellationException when the monitor cancels
     */
    static Features of(
            Graph network, Dataset examples, Preparation preparation, int width, int height, TrainingMonitor monitor) {
        String input = network.inputs().get(0).name();
        int channels = preparation.color().channels();
        float[][] values = new float[examples.size()][];
        long[] classes = new long[examples.size()];
        long[] shape = {0};
        try (Session session = Session.open(network.toBytes(), Device.CPU)) {
            for (int start = 0; start < values.length; start += BATCH) {
                int first = start;
                int count = Math.min(BATCH, values.length - start);
                int size = channels * height * width;
                FloatTensor images = FloatTensor.allocate(count, channels, height, width);
                IntStream.range(0, count).parallel().forEach(i -> {
                    Example example = examples.get(first + i);
                    FloatBuffer slot = images.data().slice(i * size, size);
                    preparation.fill(example.image(), width, height, slot);
                    classes[first + i] = classOf(example);
                });
                FloatTensor features = session.run(Map.of(input, images), Cancellation.NONE)
                        .values()
                        .iterator()
                        .next();
                shape = java.util.Arrays.copyOfRange(features.shape(), 1, features.shape().length);
                int length = features.size() / count;
                checkMemory((long) length * values.length);
                for (int i = 0; i < count; i++) {
                    values[start + i] = new float[length];
                    features.data().get(i * length, values[start + i]);
                }
                monitor.prepared(start + count, values.length);
                if (monitor.isCancelled()) {
                    throw new CancellationException("The training was cancelled while features were computed.");
                }
            }
        }
        return new Features(shape, values, classes);
    }

    private static long classOf(Example example) {
        if (example.target() instanceof Target.ClassIndex single) {
            return single.index();
        }
        throw new FoveaException("The mode 'features' is for images of one class each, which '" + example.name()
                + "' is not; use the mode 'frozen' instead.");
    }

    private static void checkMemory(long floats) {
        long most = Runtime.getRuntime().maxMemory() / 3;
        if (floats * Float.BYTES > most) {
            throw new FoveaException("The features would take " + (floats * Float.BYTES >> 20) + " MB, of which "
                    + (most >> 20) + " MB are there; pool them (pooling: average), or use the mode 'frozen'.");
        }
    }

    @Override
    public Batch assemble(List<Integer> indices, int epoch) {
        int length = values.length == 0 ? 0 : values[0].length;
        float[] inputs = new float[indices.size() * length];
        long[] targets = new long[indices.size()];
        for (int i = 0; i < targets.length; i++) {
            System.arraycopy(values[indices.get(i)], 0, inputs, i * length, length);
            targets[i] = classes[indices.get(i)];
        }
        long[] batch = new long[shape.length + 1];
        batch[0] = targets.length;
        System.arraycopy(shape, 0, batch, 1, shape.length);
        return new Batch(inputs, batch, targets, new long[] {targets.length});
    }
}
