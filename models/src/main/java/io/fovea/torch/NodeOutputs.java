package io.fovea.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** What a node gives, without what was made on the way to it. */
final class NodeOutputs {
    private NodeOutputs() {}

    /**
     * Runs an operator.
     *
     * @return the node's outputs, each a handle of its own even where it is an input passed on, so that closing one closes no
     *     other; the pointer scope around the call has them
     */
    static List<Tensor> of(TorchOperator operator, NodeCall step) {
        PointerScope around = PointerScope.getInnerScope();
        List<Tensor> kept = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            boolean single = step.node().outputs().size() == 1;
            for (Tensor output : single ? List.of(operator.run(step)) : operator.outputs(step)) {
                Tensor own = new Tensor(output);
                own.retainReference();
                kept.add(own);
            }
        }
        if (around != null) {
            for (Tensor own : kept) {
                around.attach(own);
                own.releaseReference();
            }
        }
        return kept;
    }
}
