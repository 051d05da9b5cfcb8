package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.model.DetectorHead;
import io.fovea.recipe.ObjectsSpec;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.torch.Tensors;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class ObjectsHeadTest {
    private static final ObjectsHead STARS = ObjectsHead.of(new ObjectsSpec(DetectorHead.STARDIST, 8));
    private static final ObjectsHead FLOWS = ObjectsHead.of(new ObjectsSpec(DetectorHead.CELLPOSE, null));

    @Test
    void theLossOfStarsByHand() {
        // Two pixels: one as deep as any, 4 pixels to the rim all around; and one outside. All scores 0, all distances
        // 2.
        float[] truth = new float[18];
        float[] scores = new float[18];
        truth[0] = 1;
        for (int ray = 1; ray <= 8; ray++) {
            truth[2 * ray] = 4;
            Arrays.fill(scores, 2 * ray, 2 * ray + 2, 2f / 16);
        }
        assertThat(loss(STARS, scores, truth, 9)).isCloseTo(Math.log(2) + 0.2 * (2 + 1e-4) / 16, offset(1e-6));
    }

    @Test
    void withoutObjectsTheLossIsANumber() {
        assertThat(loss(STARS, new float[18], new float[18], 9)).isCloseTo(Math.log(2), offset(1e-6));
    }

    @Test
    void theLossOfFlowsByHand() {
        // Two pixels: one in an object, drawn down by 0.6 and to the right by 0.8; one outside.
        float[] truth = {0.6f, 0, 0.8f, 0, 1, 0};
        float[] scores = {1, 0, 1, 0, 0, 0};
        assertThat(loss(FLOWS, scores, truth, 3)).isCloseTo(Math.log(2) + 0.5 * (4 + 9) / 4, offset(1e-5));
    }

    @Test
    void aNetworkAnswersWithAProbabilityAndDistancesInPixels() {
        Graph softmax = Zoo.find("unet").build(Architecture.Settings.DEFAULT.withClasses(9));
        Graph graph = softmax.copy();
        STARS.put(graph);
        STARS.put(graph);
        float[] scores = answers(scored(softmax));
        float[] answers = answers(graph);
        int pixels = 16 * 16;
        for (int i = 0; i < answers.length; i++) {
            double expected = i < pixels ? 1 / (1 + Math.exp(-scores[i])) : 16 * scores[i];
            assertThat(answers[i]).isCloseTo((float) expected, offset(1e-3f));
        }
        assertThat(STARS.head(graph).scores())
                .isEqualTo(scored(softmax).outputs().get(0).name());
    }

    @Test
    void flowsAreTheLastLayersOwnNumbers() {
        Graph graph = Zoo.find("unet").build(Architecture.Settings.DEFAULT.withClasses(3));
        Graph softmax = graph.copy();
        FLOWS.put(graph);
        assertThat(answers(graph)).isEqualTo(answers(scored(softmax)));
    }

    @Test
    void whatAnswersOtherwiseIsRefused() {
        Graph graph = Zoo.find("unet").build(Architecture.Settings.DEFAULT.withClasses(4));
        assertThatThrownBy(() -> STARS.put(graph))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("stardist with [batch, 9, height, width]");
        Graph flows = Zoo.find("unet").build(Architecture.Settings.DEFAULT.withClasses(9));
        Graph open = scored(flows);
        assertThatThrownBy(() -> STARS.put(open)).hasMessageContaining("does not end as one of StarDist's");
    }

    @Test
    void flowsBehindAnActivationAreRefused() {
        Graph graph = scored(Zoo.find("unet").build(Architecture.Settings.DEFAULT.withClasses(3)));
        Head.letClassesMix(graph);
        assertThatThrownBy(() -> FLOWS.put(graph))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("ends in Sigmoid");
    }

    /** The network before its softmax. */
    private static Graph scored(Graph graph) {
        Graph open = graph.copy();
        String scores =
                open.producer(open.outputs().get(0).name()).orElseThrow().input(0);
        open.addOutput(
                new ValueInfo(scores, ElementType.FLOAT, graph.outputs().get(0).shape()));
        open.setOutputs(List.of(scores));
        open.prune();
        return open;
    }

    private static float[] answers(Graph graph) {
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            float[] image = new float[16 * 16];
            for (int i = 0; i < image.length; i++) {
                image[i] = i % 256;
            }
            return session.run(
                            Map.of(graph.inputs().get(0).name(), FloatTensor.of(image, 1, 1, 16, 16)),
                            Cancellation.NONE)
                    .get(graph.outputs().get(0).name())
                    .toArray();
        }
    }

    private static double loss(ObjectsHead head, float[] scores, float[] truth, int planes) {
        try (PointerScope scope = new PointerScope()) {
            return head.loss(Tensors.of(scores, 1, planes, 1, 2), Tensors.of(truth, 1, planes, 1, 2))
                    .item_double();
        }
    }
}
