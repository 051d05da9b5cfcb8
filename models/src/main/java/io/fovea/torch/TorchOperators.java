package io.fovea.torch;

import io.fovea.FoveaException;
import io.fovea.graph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The table from ONNX operators to libtorch calls, gathered from the families. */
final class TorchOperators {

    private static final Map<String, TorchOperator> TABLE = new HashMap<>();

    static {
        TABLE.putAll(ConvolutionOperators.TABLE);
        TABLE.putAll(PoolingOperators.TABLE);
        TABLE.putAll(NormalisationOperators.TABLE);
        TABLE.putAll(ActivationOperators.TABLE);
        TABLE.putAll(ArithmeticOperators.TABLE);
        TABLE.putAll(FunctionOperators.TABLE);
        TABLE.putAll(ProductOperators.TABLE);
        TABLE.putAll(LogicalOperators.TABLE);
        TABLE.putAll(ReductionOperators.TABLE);
        TABLE.putAll(ShapeOperators.TABLE);
        TABLE.putAll(SelectionOperators.TABLE);
        TABLE.putAll(PlaceOperators.TABLE);
        TABLE.putAll(AttentionOperators.TABLE);
        TABLE.putAll(PaddingOperators.TABLE);
        TABLE.putAll(ResizingOperators.TABLE);
        TABLE.putAll(CreationOperators.TABLE);
        TABLE.putAll(RecurrentOperators.TABLE);
        TABLE.putAll(LegacyOperators.TABLE);
    }

    private TorchOperators() {}

    static TorchOperator find(Node node) {
        TorchOperator operator =
                node.domain().isEmpty() || node.domain().equals("ai.onnx") ? TABLE.get(node.op()) : null;
        if (operator == null) {
            throw new FoveaException("The operator " + (node.domain().isEmpty() ? "" : node.domain() + ".") + node.op()
                    + " (node '" + node.name() + "') cannot be trained on libtorch; the operators that can are "
                    + String.join(", ", names()) + ".");
        }
        return operator;
    }

    static Set<String> names() {
        return new TreeSet<>(TABLE.keySet());
    }
}
