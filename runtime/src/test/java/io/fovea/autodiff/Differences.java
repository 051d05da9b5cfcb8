package io.fovea.autodiff;

import io.fovea.graph.Graph;
import io.fovea.graph.operator.Case;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gradients beside central differences: the outside reference of every rule. */
final class Differences {

    private static final double STEP = 1e-2;

    private Differences() {}

    /**
     * The largest error over all inputs of a case, relative to the largest difference of each input.
     *
     * <p>The scalar is the output weighted by random numbers, summed in double.
     */
    static double worst(Case one, boolean free) {
        return worst(one, one.graph(free));
    }

    /** The same for a case's model that declares more of its values, or less. */
    static double worst(Case one, Graph model) {
        String output = model.outputs().get(0).name();
        List<String> names = one.fed().stream().map(Case.Fed::name).toList();
        Map<String, FloatTensor> feeds = new HashMap<>();
        one.fed().forEach(fed -> feeds.put(fed.name(), FloatTensor.of(fed.values(), fed.shape())));
        return worst(model, feeds, output, names);
    }

    /** The same for a model that is fed these, with respect to those named. */
    static double worst(Graph model, Map<String, FloatTensor> feeds, String output, List<String> names) {
        Gradients gradients = Gradients.of(model, GradientTarget.sumOf(output).weighted(), names);
        double worst = 0;
        try (Session plain = Session.open(model.toBytes(), Device.CPU);
                Session both = Session.open(gradients.graph().toBytes(), Device.CPU)) {
            FloatTensor y = plain.run(feeds, Cancellation.NONE).get(output);
            FloatTensor weights = random(y.shape());
            Map<String, FloatTensor> more = new HashMap<>(feeds);
            more.put(gradients.weightInput().orElseThrow(), weights);
            Map<String, FloatTensor> answers = both.run(more, Cancellation.NONE);
            for (String name : names) {
                float[] found = answers.get(gradients.of(name)).toArray();
                worst = Math.max(worst, error(plain, feeds, name, output, weights.toArray(), found));
            }
        }
        return worst;
    }

    private static double error(
            Session plain, Map<String, FloatTensor> feeds, String name, String output, float[] weights, float[] found) {
        FloatTensor x = feeds.get(name);
        if (found.length != x.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0.1;
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            float here = x.data().get(i);
            x.data().put(i, (float) (here + STEP));
            double up = scalar(plain, feeds, output, weights);
            x.data().put(i, (float) (here - STEP));
            double down = scalar(plain, feeds, output, weights);
            x.data().put(i, here);
            double expected = (up - down) / (2 * STEP);
            largest = Math.max(largest, Math.abs(expected));
            double error = Math.abs(expected - found[i]);
            errors.add(Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
        }
        return errors.stream().mapToDouble(Double::doubleValue).max().orElse(0) / largest;
    }

    private static double scalar(Session session, Map<String, FloatTensor> feeds, String output, float[] weights) {
        float[] y = session.run(feeds, Cancellation.NONE).get(output).toArray();
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += (double) y[i] * weights[i];
        }
        return sum;
    }

    static FloatTensor random(long... shape) {
        Random random = new Random(7);
        FloatTensor tensor = FloatTensor.allocate(shape);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.data().put(i, (float) (random.nextDouble() * 2 - 1));
        }
        return tensor;
    }
}
