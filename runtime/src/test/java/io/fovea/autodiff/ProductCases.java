package io.fovea.autodiff;

import java.util.List;

/** Matrix products. */
final class ProductCases {
    private ProductCases() {}

    static void addTo(List<Case> cases) {
        cases.add(Case.of("MatMul", 7).x(3, 4).x(4, 2));
        cases.add(Case.of("MatMul", 13, "batched").x(2, 3, 4).x(2, 4, 2));
        cases.add(Case.of("MatMul", 13, "broadcast").x(2, 1, 3, 4).x(2, 4, 2));
        cases.add(Case.of("MatMul", 9, "row").x(4).x(2, 4, 3));
        cases.add(Case.of("MatMul", 9, "column").x(2, 3, 4).x(4));
        cases.add(Case.of("MatMul", 13, "dot").x(4).x(4));
        for (int turnA = 0; turnA < 2; turnA++) {
            for (int turnB = 0; turnB < 2; turnB++) {
                cases.add(Case.of("Gemm", 7 + 6 * turnA)
                        .with("alpha", 0.5)
                        .with("beta", 1.5)
                        .with("transA", turnA)
                        .with("transB", turnB)
                        .x(turnA == 1 ? new long[] {4, 3} : new long[] {3, 4})
                        .x(turnB == 1 ? new long[] {2, 4} : new long[] {4, 2})
                        .x(2));
            }
        }
        cases.add(Case.of("Einsum", 12, "ij,jk")
                .with("equation", "ij,jk->ik")
                .x(2, 3)
                .x(3, 2));
        cases.add(Case.of("Einsum", 13, "batched")
                .with("equation", "bij, bkj -> bik")
                .x(2, 2, 3)
                .x(2, 2, 3));
        cases.add(Case.of("Einsum", 12, "summed")
                .with("equation", "ij,k->k")
                .x(2, 3)
                .x(2));
    }
}
