package io.fovea.autodiff;

import java.util.List;

/** Reductions. */
final class ReductionCases {
    private ReductionCases() {}

    static void addTo(List<Case> cases) {
        for (String op : List.of("Sum", "Mean", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare")) {
            String name = "Reduce" + op;
            double from = List.of("LogSum", "Prod", "L2").contains(op) ? 0.5 : -2;
            cases.add(Case.of(name, 7, "all").between(from, 2).x(2, 3));
            cases.add(Case.of(name, 7).ints("axes", 1, 2).between(from, 2).x(2, 3, 2));
            cases.add(Case.of(name, 11)
                    .ints("axes", -1)
                    .with("keepdims", 0)
                    .between(from, 2)
                    .x(2, 3, 2));
            cases.add(Case.of(name, 18, "axes")
                    .with("keepdims", 0)
                    .between(from, 2)
                    .x(2, 3, 2)
                    .ints(0, -1));
            cases.add(Case.of(name, 18, "axes").between(from, 2).x(2, 3).ints(1));
        }
        cases.add(
                Case.of("ReduceSum", 13, "axes").with("keepdims", 0).x(2, 3, 2).ints(1));
        cases.add(Case.of("ReduceMean", 13, "none").with("keepdims", 0).x(2, 3, 2));
    }
}
