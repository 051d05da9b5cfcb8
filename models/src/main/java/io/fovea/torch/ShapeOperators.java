package io.fovea.torch;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** What moves values about without computing. */
final class ShapeOperators {

    static final Map<String, Operator> TABLE = Map.of(
            "Flatten", ShapeOperators::flatten,
            "Reshape", ShapeOperators::reshape,
            "Transpose", ShapeOperators::transpose,
            "Concat", ShapeOperators::concat);

    private ShapeOperators() {}

    private static Tensor flatten(Step step) {
        long[] sizes = step.input(0).sizes().vec().get();
        long axis = step.attributes().integer("axis", 1);
        long rows = 1;
        for (int i = 0; i < (axis < 0 ? axis + sizes.length : axis); i++) {
            rows *= sizes[i];
        }
        return step.input(0).reshape(rows, -1);
    }

    private static Tensor reshape(Step step) {
        long[] shape = step.integers(1);
        boolean zeroCopies = step.attributes().integer("allowzero", 0) == 0;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0 && zeroCopies) {
                shape[i] = step.input(0).size(i);
            }
        }
        return step.input(0).reshape(shape);
    }

    private static Tensor transpose(Step step) {
        int rank = (int) step.input(0).dim();
        long[] reversed = new long[rank];
        for (int i = 0; i < rank; i++) {
            reversed[i] = rank - 1 - i;
        }
        return step.input(0).permute(step.attributes().integers("perm", reversed));
    }

    private static Tensor concat(Step step) {
        TensorVector parts = new TensorVector();
        for (int i = 0; i < step.node().inputs().size(); i++) {
            parts.push_back(step.input(i));
        }
        return cat(parts, step.attributes().integer("axis", 1));
    }
}
