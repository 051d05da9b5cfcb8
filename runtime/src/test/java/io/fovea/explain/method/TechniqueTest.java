package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.NetsByHand;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.Explanation;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a technique can ask for, by two that ask for much, on a network where the answer can be worked out by hand. */
class TechniqueTest {
    private static final float[][] MAPS = NetsByHand.rampMaps();

    /** Guided backpropagation: rectifiers send back only what is positive (Springenberg et al. 2015). */
    private static final class Guided extends PixelTechnique {
        @Override
        public MethodDescription about() {
            return MethodDescription.of("guided", "a rectifier's gradient, rectified", "Springenberg et al., 2015");
        }

        @Override
        public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
            return super.plan(anatomy, layers, settings).ruling(Map.of("Relu", Guided::rectified));
        }

        private static String rectified(Graph graph, Node relu, String gradient) {
            String positive = append(graph, "Relu", gradient);
            return append(graph, "Mul", positive, append(graph, "Sign", relu.output()));
        }

        private static String append(Graph graph, String op, String... inputs) {
            return graph.append(Node.of(op, List.of(inputs), graph.unused("guided_" + op)))
                    .output();
        }

        @Override
        float add(float value, float gradient, float x, float black) {
            return value + gradient;
        }
    }

    /** Ablation-CAM: channels weighted by what the score loses without them (Desai and Ramaswamy 2020). */
    private static final class Ablation implements Technique {
        @Override
        public MethodDescription about() {
            return MethodDescription.of("ablation", "the score without each channel", "Desai and Ramaswamy, 2020");
        }

        @Override
        public Needs needs() {
            return Needs.LAYER.inManyRuns();
        }

        @Override
        public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
            return NetworkPlan.of(layers).reading(LayerTechnique.values(layers)).before((graph, gradients) -> {
                String value = layers.get(0).value();
                String mask = graph.unused("mask");
                String masked = graph.unused("masked");
                graph.addInput(new ValueInfo(
                        mask, ElementType.FLOAT, Shape.of(1, layers.get(0).channels(), 1, 1)));
                graph.reroute(value, masked);
                graph.insertBefore(graph.consumers(masked).get(0), Node.of("Mul", List.of(value, mask), masked));
                return Map.of("mask", mask);
            });
        }

        @Override
        public Finding explain(
                ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
            FeatureLayer layer = network.layers().get(0);
            float[] weights = new float[layer.channels()];
            Answer whole = run(network, subject, -1, monitor);
            double score = network.score(subject, whole);
            for (int c = 0; c < weights.length; c++) {
                double without = network.score(subject, run(network, subject, c, monitor));
                weights[c] = (float) ((score - without) / score);
                monitor.report((c + 1.0) / weights.length, "channel " + (c + 1));
            }
            FloatTensor a = whole.values().get(layer.value());
            float[] map = LayerTechnique.weighted(layer.planes(a), weights);
            return new Finding(LayerTechnique.on(layer, a, map), false, whole);
        }

        private static Answer run(ExplainedNetwork network, ExplainedClass subject, int without, Monitor monitor) {
            float[] mask = new float[network.layers().get(0).channels()];
            for (int c = 0; c < mask.length; c++) {
                mask[c] = c == without ? 0 : 1;
            }
            return network.run(subject, Map.of("mask", FloatTensor.of(mask, 1, mask.length, 1, 1)), monitor);
        }
    }

    private static float[] raw(Technique technique, Monitor monitor) {
        ExplainOptions options =
                ExplainOptions.DEFAULT.withMethod(Method.of(technique)).withClasses(List.of("cat"));
        try (Explainer explainer = Explainer.open(NetsByHand.twoFilters(), options, Device.CPU)) {
            return explainer
                    .explain(NetsByHand.ramp(), monitor)
                    .get(0)
                    .map()
                    .raw()
                    .floats();
        }
    }

    @Test
    void operatorsCanBeGivenOtherDerivatives() {
        // The score falls with the second map, so nothing comes back through it.
        float[] slopes = new float[16];
        Arrays.fill(slopes, 6, 16, NetsByHand.HEAD[0] / 16);

        assertThat(raw(new Guided(), Monitor.NONE)).containsExactly(slopes, offset(1e-6f));
    }

    @Test
    void theGraphCanBeChangedAndFedBeforeItIsRun() {
        double[] shares = {NetsByHand.HEAD[0] * mean(MAPS[0]), NetsByHand.HEAD[1] * mean(MAPS[1])};
        double score = NetsByHand.HEAD_BIAS[0] + shares[0] + shares[1];
        float[] expected = new float[16];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) ((shares[0] * MAPS[0][i] + shares[1] * MAPS[1][i]) / score);
        }

        assertThat(raw(new Ablation(), Monitor.NONE)).containsExactly(expected, offset(1e-4f));
    }

    @Test
    void manyRunsReportProgressAndEndWhenCancelled() {
        List<String> said = new ArrayList<>();
        Monitor monitor = Monitor.of((fraction, message) -> said.add(message), () -> said.size() == 1);

        assertThatThrownBy(() -> raw(new Ablation(), monitor)).isInstanceOf(CancelledException.class);
        assertThat(said).containsExactly("channel 1");
    }

    @Test
    void anyMethodCanBeWrapped() {
        for (Method method : Method.all()) {
            // It is of transformers alone.
            if (method == Method.ATTENTION_ROLLOUT) {
                continue;
            }
            ExplainOptions options = ExplainOptions.DEFAULT.withMethod(method);
            try (Explainer explainer =
                    Explainer.open(NetsByHand.twoFilters(), options.withSmoothing(true), Device.CPU)) {
                Explanation smooth =
                        explainer.explain(NetsByHand.ramp(), Monitor.NONE).get(0);

                assertThat(smooth.method()).isSameAs(method);
                assertThat(smooth.layer()).isEqualTo(method.needsLayer() ? "maps" : "input");
                assertThat(smooth.map().grid().floats()).contains(1f);
            }
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
