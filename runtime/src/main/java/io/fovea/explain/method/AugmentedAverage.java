package io.fovea.explain.method;

import io.fovea.anatomy.PixelGrid;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;

/**
 * Averages the maps of a method over the image, its mirror image, and both at 0.9 and 1.1 times their values. The answer
 * is that to the image itself.
 */
final class AugmentedAverage extends WrappingTechnique {
    /** What a method's name begins with that is wrapped. */
    static final String PREFIX = "smooth-";

    private static final float[] FACTORS = {1, 0.9f, 1.1f};

    AugmentedAverage(Method inner) {
        super(inner);
    }

    @Override
    String prefix() {
        return PREFIX;
    }

    @Override
    String sentence() {
        return "averaged over mirrored and scaled copies of the image";
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Method method = inner(settings);
        Finding plain = method.explain(network, subject, monitor);
        PixelGrid grid = network.grid(subject);
        int width = plain.attribution().width();
        float[] mean = new float[plain.attribution().values.length];
        boolean flat = true;
        for (float factor : FACTORS) {
            for (boolean mirrored : new boolean[] {false, true}) {
                boolean first = factor == 1 && !mirrored;
                FloatTensor tensor = scaled(mirrored ? grid.mirrored(subject.tensor()) : subject.tensor(), factor);
                Finding one = first ? plain : method.explain(network, subject.with(tensor), monitor);
                add(one.attribution(), mirrored, mean, 2 * FACTORS.length);
                flat &= one.flat();
            }
        }
        Attribution average = new Attribution(width, plain.attribution().height(), mean);
        return new Finding(average, flat, plain.answer());
    }

    private static void add(Attribution one, boolean mirrored, float[] mean, int count) {
        int width = one.width();
        for (int i = 0; i < mean.length; i++) {
            int x = i % width;
            mean[i] += one.values[mirrored ? i - x + width - 1 - x : i] / count;
        }
    }

    private static FloatTensor scaled(FloatTensor tensor, float factor) {
        FloatTensor scaled = FloatTensor.allocate(tensor.shape());
        for (int i = 0; i < tensor.size(); i++) {
            scaled.data().put(i, tensor.data().get(i) * factor);
        }
        return scaled;
    }
}
