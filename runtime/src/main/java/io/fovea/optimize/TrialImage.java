package io.fovea.optimize;

import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Normalisation;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A random image, on which two forms of a model are compared.
 *
 * @param feeds by input
 */
record TrialImage(Map<String, FloatTensor> feeds) {
    private static final int FREE_SIDE = 128;
    private static final float WHITE = 255;
    private static final int WARM_UP = 3;
    private static final int MOST_PAIRS = 101;
    private static final double SECONDS = 6;

    /** Of the size that a model takes, its levels evenly from black to white, in the range that its card says. */
    static TrialImage of(Model model) {
        Input input = model.card().input();
        Normalisation range = input.normalisation();
        Graph graph = model.graph();
        Random random = new Random(1);
        Map<String, FloatTensor> feeds = new HashMap<>();
        for (ValueInfo value : graph.inputs()) {
            FloatTensor tensor = FloatTensor.allocate(shape(value, input));
            for (int i = 0; i < tensor.size(); i++) {
                float level = WHITE * random.nextFloat() * range.scale();
                tensor.data().put(i, (level - range.mean(0)) / range.std(0));
            }
            feeds.put(value.name(), tensor);
        }
        return new TrialImage(feeds);
    }

    private static long[] shape(ValueInfo value, Input input) {
        long[] shape = value.shape().sizes();
        long[] usual = input.shape(input.widthFor(FREE_SIDE), input.heightFor(FREE_SIDE));
        for (int i = 0; i < shape.length; i++) {
            long free = i == 0 ? 1 : i < usual.length ? usual[i] : FREE_SIDE;
            shape[i] = shape[i] > 0 ? shape[i] : free;
        }
        return shape;
    }

    /** The largest difference of the answers, in shares of the largest number that the first one answers. */
    double difference(Model one, Model other) {
        try (Session first = open(one);
                Session second = open(other)) {
            Map<String, FloatTensor> expected = first.run(feeds, Cancellation.NONE);
            Map<String, FloatTensor> found = second.run(feeds, Cancellation.NONE);
            double worst = 0;
            for (Map.Entry<String, FloatTensor> answer : expected.entrySet()) {
                worst = Math.max(worst, difference(answer.getValue(), found.get(answer.getKey())));
            }
            return worst;
        }
    }

    private static double difference(FloatTensor expected, FloatTensor found) {
        if (!Arrays.equals(expected.shape(), found.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = Float.MIN_NORMAL;
        double worst = 0;
        for (int i = 0; i < expected.size(); i++) {
            float value = expected.data().get(i);
            largest = Math.max(largest, Math.abs(value));
            if (Float.compare(value, found.data().get(i)) != 0) {
                worst = Math.max(worst, Math.abs((double) value - found.data().get(i)));
            }
        }
        return worst / largest;
    }

    /** How many times the median time of one that of another is. */
    double ratio(Model one, Model other, Cancellation cancel) {
        try (Session first = open(one);
                Session second = open(other)) {
            for (int i = 0; i < WARM_UP; i++) {
                seconds(first, cancel);
                seconds(second, cancel);
            }
            double[] slow = new double[MOST_PAIRS];
            double[] fast = new double[MOST_PAIRS];
            long end = System.nanoTime() + (long) (SECONDS * 1e9);
            int pairs = 0;
            while (pairs < MOST_PAIRS && (pairs < WARM_UP || System.nanoTime() < end)) {
                slow[pairs] = seconds(first, cancel);
                fast[pairs] = seconds(second, cancel);
                pairs++;
            }
            return median(slow, pairs) / median(fast, pairs);
        }
    }

    private double seconds(Session session, Cancellation cancel) {
        long start = System.nanoTime();
        session.run(feeds, cancel);
        return (System.nanoTime() - start) * 1e-9;
    }

    private static double median(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[count / 2];
    }

    private static Session open(Model model) {
        return model.file().isPresent()
                ? Session.open(model.file().get(), Device.CPU)
                : Session.open(model.graph().toBytes(), Device.CPU);
    }
}
