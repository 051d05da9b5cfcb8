package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.ExplainedNetwork.Answer;
import io.fovea.graph.ValueInfo;
import io.fovea.session.FloatTensor;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Map;

/**
 * What each pixel adds to the difference between the score and that of a reference, by the rescale rule: what bends a value
 * passes on {@code (f(x) - f(r)) / (x - r)} in the place of its slope (Shrikumar et al. 2017). A product of two
 * values counts each by the mean of the other, and the largest of a window what it takes from the place of the maximum, so
 * that contributions add up to the difference. Softmax and normalisation inside a network keep their gradient; behind these
 * the sum is near the difference only.
 */
final class DeepLift extends PixelTechnique {
    private static final MethodOption BASELINE =
            MethodOption.whole("baseline", 0, 0, 1, "the reference: 0 is black, 1 the mean colour of the image");
    private static final String REFERENCE = "reference";

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "deeplift",
                "what each pixel adds to the score above that of a reference; it adds up to the difference",
                "Shrikumar et al., \"Learning important features through propagating activation differences\", 2017",
                BASELINE);
    }

    @Override
    public NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers, OptionValues settings) {
        String image = anatomy.path().image();
        String scores = anatomy.scores().target();
        return super.plan(anatomy, layers, settings).before((graph, gradients) -> {
            ValueInfo declared = graph.value(image).orElseThrow();
            String reference = graph.unused(REFERENCE);
            graph.addInput(new ValueInfo(reference, declared.type(), declared.shape()));
            Surrogates.put(graph, image, scores, new RescaleRule(image, reference));
            return Map.of(REFERENCE, reference);
        });
    }

    @Override
    Answer gather(
            ExplainedNetwork network,
            ExplainedClass subject,
            OptionValues settings,
            GradientSum contributions,
            Monitor monitor) {
        FloatTensor reference = reference(network, subject, settings.whole(BASELINE) == 1);
        Answer answer = network.run(subject, Map.of(REFERENCE, reference), monitor);
        contributions.addTimesWay(
                gradient(network, answer), reference, subject.tensor(), network.sign(subject, answer));
        return answer;
    }

    @Override
    public Map<String, FloatTensor> neutral(ExplainedNetwork network, ExplainedClass subject) {
        return Map.of(REFERENCE, reference(network, subject, false));
    }

    @Override
    float add(float value, float contribution, float x, float black) {
        return value + contribution;
    }
}
