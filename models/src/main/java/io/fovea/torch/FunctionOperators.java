package io.fovea.torch;

import static java.util.Map.entry;

import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/** Functions of one number, applied to each element. */
final class FunctionOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("Abs", step -> step.input(0).abs()),
            entry("Neg", step -> step.input(0).neg()),
            entry("Sign", step -> step.input(0).sign()),
            entry("Reciprocal", step -> step.input(0).reciprocal()),
            entry("Sqrt", step -> step.input(0).sqrt()),
            entry("Exp", step -> step.input(0).exp()),
            entry("Log", step -> step.input(0).log()),
            entry("Erf", step -> step.input(0).erf()),
            entry("Floor", step -> step.input(0).floor()),
            entry("Ceil", step -> step.input(0).ceil()),
            entry("Round", step -> step.input(0).round()),
            entry("Sin", step -> step.input(0).sin()),
            entry("Cos", step -> step.input(0).cos()),
            entry("Tan", step -> step.input(0).tan()),
            entry("Asin", step -> torch.asin(step.input(0))),
            entry("Acos", step -> torch.acos(step.input(0))),
            entry("Atan", step -> torch.atan(step.input(0))),
            entry("Sinh", step -> torch.sinh(step.input(0))),
            entry("Cosh", step -> torch.cosh(step.input(0))),
            entry("Asinh", step -> torch.asinh(step.input(0))),
            entry("Acosh", step -> torch.acosh(step.input(0))),
            entry("Atanh", step -> torch.atanh(step.input(0))));

    private FunctionOperators() {}
}
