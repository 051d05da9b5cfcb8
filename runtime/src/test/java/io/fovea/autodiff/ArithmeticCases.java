package io.fovea.autodiff;

import io.fovea.graph.ElementType;
import io.fovea.graph.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Arithmetic and functions of single numbers. */
final class ArithmeticCases {
    private ArithmeticCases() {}

    static void addTo(List<Case> cases) {
        for (int opset : new int[] {7, 13}) {
            for (String op : List.of("Add", "Sub", "Mul", "Max", "Min", "Sum", "Mean")) {
                if (opset > 7 || !List.of("Max", "Min", "Sum", "Mean").contains(op)) {
                    cases.add(Case.of(op, opset, "broadcast").x(2, 3, 4).x(3, 1));
                    cases.add(Case.of(op, opset, "both ways")
                            .x(2, 1, 4)
                            .between(-1.75, -0.25)
                            .x(3, 1));
                }
                cases.add(Case.of(op, opset).x(2, 3).x(2, 3));
            }
            cases.add(
                    Case.of("Div", opset, "broadcast").x(2, 3, 4).between(1, 3).x(4));
            cases.add(Case.of("Pow", opset, "broadcast")
                    .between(0.5, 2)
                    .x(2, 3)
                    .between(1, 2)
                    .x(3));
            cases.add(Case.of("Pow", opset, "square").x(2, 3).constant(Tensor.scalar(2f)));
            for (String op : List.of("Neg", "Abs", "Exp", "Sin", "Cos", "Atan")) {
                cases.add(Case.of(op, opset).x(2, 5));
            }
            for (String op : List.of("Sqrt", "Log", "Reciprocal")) {
                cases.add(Case.of(op, opset).between(0.5, 3).x(2, 5));
            }
        }
        for (String op : List.of("Erf", "Sinh", "Cosh", "Tanh")) {
            cases.add(Case.of(op, 13).x(2, 5));
        }
        for (String op : List.of("Asin", "Acos", "Tan")) {
            cases.add(Case.of(op, 13).between(-0.7, 0.7).x(2, 5));
        }
        cases.add(Case.of("Mod", 13).with("fmod", 1).between(1, 2).x(2, 3).constant(Tensor.scalar(0.97f)));
        cases.add(Case.of("Affine", 7).with("alpha", 1.5).with("beta", 0.5).x(2, 3));
        cases.add(
                Case.of("ImageScaler", 7).with("scale", 1.5).reals("bias", 1, 2).x(1, 2, 3, 2));
        Tensor condition = Tensor.ofBytes(ElementType.BOOL, new long[] {2, 1}, ByteBuffer.wrap(new byte[] {0, 1}));
        cases.add(Case.of("Where", 9).constant(condition).x(2, 3).x(3));
        cases.add(Case.of("Where", 16).constant(condition).x(1).x(2, 3));
    }
}
