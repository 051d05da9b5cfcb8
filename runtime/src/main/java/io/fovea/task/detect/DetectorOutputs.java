package io.fovea.task.detect;

import io.fovea.FoveaException;
import io.fovea.session.FloatTensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a detector answered to one image.
 *
 * @param outputs by name, in the model's order: of several that fit a head the first counts
 * @param named the output that the card names
 * @param width of the input, in pixels
 * @param height of the input, in pixels
 * @param labels how many are known; 0 if none
 * @param isShared whether the probabilities of the classes sum to 1
 * @param isProbable whether scores are probabilities already
 */
public record DetectorOutputs(
        Map<String, FloatTensor> outputs,
        Optional<String> named,
        int width,
        int height,
        int labels,
        boolean isShared,
        boolean isProbable) {

    /** Copies the map, in its order. */
    public DetectorOutputs {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The first output that is such a table, or the one that the card names. */
    OutputTable table(String wanted, Predicate<OutputTable> fits) {
        return outputs.entrySet().stream()
                .filter(output -> named.isEmpty() || named.get().equals(output.getKey()))
                .flatMap(output -> OutputTable.of(output.getKey(), output.getValue()).stream())
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> misfit(wanted));
    }

    /** One of several outputs, by its name. */
    OutputTable table(String name) {
        FloatTensor tensor = outputs.get(name);
        return OutputTable.of(name, tensor == null ? FloatTensor.allocate(0) : tensor)
                .orElseThrow(() -> misfit("an output '" + name + "' of two or three dimensions"));
    }

    /** The error where no output is what the head should have. */
    FoveaException misfit(String wanted) {
        String given = outputs.entrySet().stream()
                .map(output -> output.getKey() + " "
                        + Arrays.toString(output.getValue().shape()))
                .sorted()
                .collect(Collectors.joining(", "));
        return new FoveaException("The detector's head should have " + wanted + ", but the model answers with " + given
                + "; say which head it has with the key 'head' of its card.");
    }
}
