package io.fovea.explain.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.FeatureLayer.Form;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedMapTest {

    @ParameterizedTest
    @CsvSource({"PLANES, 7", "PLANES, 13", "PLANES, 18", "INTERLEAVED, 7", "INTERLEAVED, 21"})
    void isTheGradCamOfAllChannels(Form form, int opset) {
        long[] shape = form == Form.PLANES ? new long[] {1, 3, 4, 5} : new long[] {1, 4, 5, 3};
        FeatureLayer layer = new FeatureLayer("layer", "a", "Conv", form, 3, 5, 4);
        Graph graph = Graph.create("model", opset);
        for (String name : List.of("in_a", "in_g")) {
            graph.addInput(new ValueInfo(name, ElementType.FLOAT, Shape.of(shape)));
        }
        graph.append(Node.of("Relu", List.of("in_a"), "a"));
        graph.append(Node.of("Identity", List.of("in_g"), "g"));
        graph.expose("g");
        WeightedMap made = WeightedMap.append(graph, layer, "g");
        FloatTensor a = random(1, shape);
        FloatTensor g = random(2, shape);

        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            Map<String, FloatTensor> answer = session.run(Map.of("in_a", a, "in_g", g), Cancellation.NONE);
            float[] expected = new GradCam().map(layer.planes(a), layer.planes(g));

            assertThat(answer).containsOnlyKeys(made.map(), made.weights());
            assertThat(answer.get(made.map()).shape()).containsExactly(1, 1, 4, 5);
            assertThat(answer.get(made.map()).toArray()).containsExactly(expected, offset(1e-6f));
            assertThat(answer.get(made.weights()).size()).isEqualTo(3);
        }
    }

    private static FloatTensor random(long seed, long... shape) {
        FloatTensor tensor = FloatTensor.allocate(shape);
        Random random = new Random(seed);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.data().put(i, random.nextFloat());
        }
        return tensor;
    }
}
