package io.fovea.bioimage;

import java.util.List;
import java.util.Optional;

/**
 * What a package says of a model.
 *
 * @param format its version, such as {@code 0.5.4}
 * @param authors names
 * @param license as SPDX calls it; empty if unknown
 * @param covers images to show it by
 * @param documentation a file, empty if there is none
 * @param timestamp as it is written, empty if there is none
 * @param weights the ONNX file
 * @param otherWeights what else it has weights for, as the format calls it
 */
public record Description(
        String format,
        String name,
        String text,
        List<String> authors,
        List<Citation> citations,
        String license,
        List<String> tags,
        List<String> covers,
        String documentation,
        String timestamp,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        Optional<FileSource> weights,
        List<String> otherWeights) {

    /** Copies the lists. */
    public Description {
        authors = List.copyOf(authors);
        citations = List.copyOf(citations);
        tags = List.copyOf(tags);
        covers = List.copyOf(covers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        otherWeights = List.copyOf(otherWeights);
    }
}
