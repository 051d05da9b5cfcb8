package io.fovea.torch;

import static java.util.Map.entry;

import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/** Comparisons, what can be done with their answers, and choosing by them. */
final class LogicalOperators {

    static final Map<String, TorchOperator> TABLE = Map.ofEntries(
            entry("Equal", step -> step.input(0).eq(step.input(1))),
            entry("Greater", step -> step.input(0).gt(step.input(1))),
            entry("GreaterOrEqual", step -> step.input(0).ge(step.input(1))),
            entry("Less", step -> step.input(0).lt(step.input(1))),
            entry("LessOrEqual", step -> step.input(0).le(step.input(1))),
            entry("And", step -> step.input(0).logical_and(step.input(1))),
            entry("Or", step -> step.input(0).logical_or(step.input(1))),
            entry("Xor", step -> step.input(0).logical_xor(step.input(1))),
            entry("Not", step -> step.input(0).logical_not()),
            entry("IsNaN", step -> step.input(0).isnan()),
            entry("Where", step -> torch.where(step.input(0), step.input(1), step.input(2))));

    private LogicalOperators() {}
}
