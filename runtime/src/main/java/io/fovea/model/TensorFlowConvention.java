package io.fovea.model;

import io.fovea.graph.Graph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Networks from Keras and TensorFlow, of which some take 0..1, some -1..1, some 0..255. */
final class TensorFlowConvention implements Convention {
    private static final List<String> PRODUCERS = List.of("tf2onnx", "keras2onnx");

    @Override
    public String name() {
        return "Keras, TensorFlow";
    }

    static boolean wrote(Graph graph) {
        return PRODUCERS.contains(graph.producerName().toLowerCase(Locale.ROOT));
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        return wrote(clues.graph()) ? Map.of(CardKey.PIXELS, PixelValues.BYTES.word()) : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of("The scale of the input is not recorded, and networks from Keras and TensorFlow take 0..1,"
                + " -1..1 or 0..255; pixel values 0..255, neither scaled nor centred, are assumed.");
    }
}
