package io.fovea.transfer;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.data.Batch;
import io.fovea.data.BatchAssembly;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.data.TargetNumbers;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Preparation;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a frozen network makes of every example, computed once by ONNX Runtime and kept in memory. */
public final class BaseFeatures implements BatchAssembly {

    private static final int BATCH = 16;

    private final long[] shape;
    private final List<float[]> values;
    private final List<Target> targets;

    /**
     * Features.
     *
     * @param shape of those of one example
     * @param values of every example that could be read
     * @param targets of the same
     */
    private BaseFeatures(long[] shape, List<float[]> values, List<Target> targets) {
        this.shape = shape;
        this.values = values;
        this.targets = targets;
    }

    /**
     * The features of {@code examples}. Blocks.
     *
     * @param network from images {@code [batch, C, H, W]} to features, its only output
     * @param kept examples whose features are kept at the same time: these, and those of other parts
     * @param preparation how images become numbers, as the trained model will prepare them
     * @param skipped is told of files that cannot be read, which are left out
     * @throws FoveaException when no example at all can be read, examples have an answer for every pixel, or the features
     *     of all parts do not fit into a third of the memory
     * @throws CancellationException when the monitor cancels
     */
    public static BaseFeatures of(
            Graph network,
            Dataset examples,
            int kept,
            Preparation preparation,
            int width,
            int height,
            Skipped skipped,
            TrainingMonitor monitor) {
        String input = network.inputs().get(0).name();
        int channels = preparation.channels();
        int size = channels * height * width;
        List<float[]> values = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        long[] shape = {0};
        try (Session session = Session.open(network.toBytes(), Device.CPU)) {
            for (int start = 0; start < examples.size(); start += BATCH) {
                int end = Math.min(start + BATCH, examples.size());
                List<Example> batch = IntStream.range(start, end)
                        .parallel()
                        .mapToObj(i -> skipped.read(examples, i))
                        .flatMap(Optional::stream)
                        .toList();
                int count = batch.size();
                if (count > 0) {
                    FloatTensor images = FloatTensor.allocate(count, channels, height, width);
                    IntStream.range(0, count).parallel().forEach(i -> {
                        FloatBuffer slot = images.data().slice(i * size, size);
                        preparation.fill(batch.get(i).image(), width, height, slot);
                    });
                    FloatTensor features = session.run(Map.of(input, images), Cancellation.NONE)
                            .values()
                            .iterator()
                            .next();
                    shape = Arrays.copyOfRange(features.shape(), 1, features.shape().length);
                    int length = features.size() / count;
                    checkMemory((long) length * kept);
                    for (int i = 0; i < count; i++) {
                        float[] row = new float[length];
                        features.data().get(i * length, row);
                        values.add(row);
                        targets.add(target(batch.get(i)));
                    }
                }
                monitor.prepared(end, examples.size());
                if (monitor.isCancelled()) {
                    throw new CancellationException("The training was cancelled while features were computed.");
                }
            }
        }
        if (values.isEmpty() && examples.size() > 0) {
            throw skipped.nothingLeft(examples.size());
        }
        return new BaseFeatures(shape, values, targets);
    }

    /** Number of examples that could be read. */
    public int size() {
        return values.size();
    }

    private static Target target(Example example) {
        Target target = example.target();
        if (target instanceof Target.ClassIndex || target instanceof Target.Labels) {
            return target;
        }
        throw new FoveaException("The mode 'features' is for answers to whole images, which '" + example.name()
                + "' has not; use the mode 'frozen' instead.");
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
        int length = (int) Tensor.elements(shape);
        float[] inputs = new float[ArrayLength.of(indices.size(), length)];
        for (int i = 0; i < indices.size(); i++) {
            System.arraycopy(values.get(indices.get(i)), 0, inputs, i * length, length);
        }
        List<Target> chosen = indices.stream().map(targets::get).toList();
        long[] batch = LongStream.concat(LongStream.of(indices.size()), Arrays.stream(shape))
                .toArray();
        return new Batch(inputs, batch, TargetNumbers.flat(chosen, 0), TargetNumbers.shape(chosen, batch));
    }
}
