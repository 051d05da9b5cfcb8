package io.fovea.graph;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The value of a Constant node, whichever of its attributes holds it. */
final class Constants {

    private Constants() {}

    /** Empty for sparse constants. */
    static Optional<Tensor> valueOf(Node constant) {
        Attributes attributes = constant.attributes();
        if (attributes.has("value_float")) {
            return Optional.of(Tensor.scalar(attributes.real("value_float", 0)));
        }
        if (attributes.has("value_int")) {
            return Optional.of(Tensor.scalar(attributes.integer("value_int", 0)));
        }
        if (attributes.has("value_floats")) {
            return Optional.of(Tensor.of(attributes.reals("value_floats")));
        }
        if (attributes.has("value_ints")) {
            return Optional.of(Tensor.of(attributes.integers("value_ints")));
        }
        if (attributes.has("value_string")) {
            return Optional.of(text(List.of(attributes.text("value_string", "")), new long[0]));
        }
        if (attributes.has("value_strings")) {
            List<String> texts = attributes.texts("value_strings");
            return Optional.of(text(texts, new long[] {texts.size()}));
        }
        return attributes.tensor("value");
    }

    private static Tensor text(List<String> texts, long[] shape) {
        return Tensor.ofStrings(
                shape,
                texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList());
    }
}
