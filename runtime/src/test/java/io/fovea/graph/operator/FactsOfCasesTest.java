package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the catalogue says of every operator with a gradient, in every form, beside what ONNX Runtime answers. */
class FactsOfCasesTest {

    static Stream<Case> cases() {
        // ONNX Runtime's own MeanVarianceNormalization cannot write into outputs given to it, as fixed ones are.
        return Cases.all().filter(one -> !one.op().equals("MeanVarianceNormalization"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void areThoseOfTheAnswer(Case one) {
        try (Running running = new Running(one)) {
            assertInferred(one.graph(false), running);
            assertInferred(one.graph(true), running);
            // What other frames repeat lies at the edge, where the frame is, and not as far as the reach says.
            if (!one.op().equals("Pad") || one.toString().contains("constant")) {
                one.fed().forEach(fed -> assertNothingSeenFromBeyond(one, fed, running));
            }
        }
    }

    private static void assertInferred(Graph graph, Running running) {
        Shape actual = Shape.of(running.answer().shape());
        ValueFacts facts = new ValueFacts(undeclared(graph));
        Shape inferred = facts.shape(running.output());
        assertThat(facts.type(running.output())).isEqualTo(ElementType.FLOAT);
        assertThat(inferred.rank()).isEqualTo(actual.rank());
        for (int i = 0; i < actual.rank(); i++) {
            long size = inferred.sizes()[i];
            assertThat(size < 0 ? actual.sizes()[i] : size).isEqualTo(actual.sizes()[i]);
        }
    }

    /** An output that changes with an element lies where the reach says; axis by axis, each taken for the image's. */
    private static void assertNothingSeenFromBeyond(Case one, Case.Fed fed, Running running) {
        ValueFacts facts = new ValueFacts(one.graph(false));
        int rank = fed.shape().length;
        Reaches[] reaches = new Reaches[rank];
        for (int axis = 0; axis < rank; axis++) {
            reaches[axis] = Reaches.of(facts, fed.name(), Reaches.ofImage(rank, axis))
                    .getOrDefault(running.output(), Reaches.WHOLE);
        }
        FloatTensor before = running.answer();
        for (int element = 0; element < fed.values().length; element++) {
            FloatTensor after = running.answerWith(fed.name(), element);
            for (int changed = 0; changed < before.size(); changed++) {
                if (Float.compare(before.data().get(changed), after.data().get(changed)) != 0) {
                    for (int axis = 0; axis < rank; axis++) {
                        assertSees(reaches[axis], place(changed, before.shape()), place(element, fed.shape())[axis]);
                    }
                }
            }
        }
    }

    private static void assertSees(Reaches reaches, int[] place, int pixel) {
        for (int axis = 0; axis < reaches.rank(); axis++) {
            if (reaches.isAlongImage(axis)) {
                Reach reach = reaches.widest();
                double at = place[axis] * reach.spacing();
                assertThat((double) pixel).isBetween(at + reach.from() - 1e-6, at + reach.to() + 1e-6);
            }
        }
    }

    private static int[] place(int index, long[] shape) {
        int[] place = new int[shape.length];
        int rest = index;
        for (int i = shape.length - 1; i >= 0; i--) {
            place[i] = (int) (rest % shape[i]);
            rest /= (int) shape[i];
        }
        return place;
    }

    private static Graph undeclared(Graph graph) {
        for (ValueInfo output : graph.outputs()) {
            graph.addOutput(new ValueInfo(output.name(), ElementType.UNDEFINED, Shape.UNKNOWN));
        }
        return graph;
    }

    /** A case in ONNX Runtime. */
    private static final class Running implements AutoCloseable {
        private final Session session;
        private final String output;
        private final Map<String, FloatTensor> feeds = new HashMap<>();

        Running(Case one) {
            Graph graph = one.graph(false);
            output = graph.outputs().get(0).name();
            session = Session.open(graph.toBytes(), Device.CPU);
            one.fed()
                    .forEach(fed ->
                            feeds.put(fed.name(), FloatTensor.of(fed.values().clone(), fed.shape())));
        }

        String output() {
            return output;
        }

        FloatTensor answer() {
            return session.run(feeds, Cancellation.NONE).get(output);
        }

        FloatTensor answerWith(String input, int element) {
            FloatTensor x = feeds.get(input);
            float here = x.data().get(element);
            x.data().put(element, here + 0.3f);
            FloatTensor answer = answer();
            x.data().put(element, here);
            return answer;
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
