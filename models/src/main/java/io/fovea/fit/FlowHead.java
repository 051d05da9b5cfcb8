package io.fovea.fit;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.Operators;
import io.fovea.model.OutputValues;
import io.fovea.recipe.ObjectsSpec;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * As Cellpose's (Stringer et al. 2021): answers with five times the flows down and across and a score, the last layer's own numbers. It
 * learns flows by half their squared error, and where there is an object by a cross-entropy.
 */
final class FlowHead extends ObjectsHead {
    private static final double FLOWS = 5;
    private static final double HALF = 0.5;

    FlowHead(ObjectsSpec spec) {
        super(spec);
    }

    @Override
    void end(Graph graph, String scores, ValueInfo output) {
        graph.declare(new ValueInfo(scores, ElementType.FLOAT, output.shape()));
        graph.setOutputs(List.of(scores));
    }

    @Override
    String scores(Graph graph) {
        String answer = graph.outputs().get(0).name();
        Optional<Node> last = graph.producer(answer);
        if (last.filter(node -> Operators.of(node).weighs()).isEmpty()) {
            throw new FoveaException("The network '" + graph.name() + "' ends in "
                    + last.map(Node::op).orElse("its input")
                    + "; flows and scores are what a layer with weights answers.");
        }
        return answer;
    }

    @Override
    public OutputValues values() {
        return OutputValues.INDEPENDENT_LOGITS;
    }

    @Override
    Tensor believed(Tensor planes) {
        return planes.narrow(1, 2, 1);
    }

    @Override
    Tensor loss(Tensor scores, Tensor truth) {
        Tensor wrong = scores.narrow(1, 0, 2).sub(truth.narrow(1, 0, 2).mul(new Scalar(FLOWS)));
        return binary_cross_entropy_with_logits(believed(scores), believed(truth))
                .add(wrong.square().mean(), new Scalar(HALF));
    }
}
