package io.fovea.autodiff;

import io.fovea.graph.Tensor;
import java.util.List;

/** Operators that lay values out anew. */
final class LayoutCases {
    private LayoutCases() {}

    static void addTo(List<Case> cases) {
        cases.add(Case.of("Reshape", 7).x(2, 3, 2).ints(0, -1));
        cases.add(Case.of("Flatten", 9).x(2, 3, 2));
        cases.add(Case.of("Flatten", 13).with("axis", 2).x(2, 3, 2));
        cases.add(Case.of("Squeeze", 11).ints("axes", 1).x(2, 1, 2));
        cases.add(Case.of("Squeeze", 13).x(2, 1, 2).ints(1));
        cases.add(Case.of("Unsqueeze", 11).ints("axes", 0, 2).x(2, 2));
        cases.add(Case.of("Unsqueeze", 13).x(2, 2).ints(-1));
        cases.add(Case.of("Transpose", 7).x(2, 3, 2));
        cases.add(Case.of("Transpose", 13).ints("perm", 0, 2, 3, 1).x(1, 2, 3, 2));
        for (int opset : new int[] {7, 11, 13}) {
            cases.add(Case.of("Concat", opset)
                    .with("axis", 1)
                    .x(2, 3, 2)
                    .x(2, 1, 2)
                    .x(2, 2, 2));
            cases.add(Case.of("Identity", opset).x(3));
            cases.add(Case.of("Dropout", opset).x(3));
        }
        cases.add(Case.of("Split", 7)
                .with("axis", 1)
                .ints("split", 1, 3)
                .outputs("y", "z")
                .x(2, 4));
        cases.add(
                Case.of("Split", 13).with("axis", -1).outputs("y", "z").x(2, 4).ints(3, 1));
        cases.add(Case.of("Cast", 13).with("to", 1).x(3));
        cases.add(Case.of("CastLike", 15).x(3).constant(Tensor.scalar(1f)));
        cases.add(Case.of("Expand", 8).x(3, 1).ints(2, 1, 4));
        cases.add(Case.of("Expand", 13).x(2).ints(3, 2));
        cases.add(Case.of("Tile", 7).x(2, 3).ints(2, 3));
        cases.add(Case.of("Tile", 13).x(2, 1, 2).ints(1, 3, 2));
        cases.add(Case.of("SpaceToDepth", 13).with("blocksize", 2).x(1, 2, 4, 2));
        cases.add(Case.of("DepthToSpace", 7).with("blocksize", 2).x(1, 8, 2, 1));
        cases.add(Case.of("DepthToSpace", 13)
                .with("blocksize", 2)
                .with("mode", "CRD")
                .x(2, 8, 2, 1));
    }
}
