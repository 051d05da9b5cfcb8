package io.fovea.model;

import io.fovea.image.Normalisation;
import java.util.EnumMap;
import java.util.Map;

/** ONNX's own image metadata: {@code Image.BitmapPixelFormat}, {@code Image.NominalPixelRange}. */
final class OnnxImageConvention implements Convention {
    @Override
    public String name() {
        return "ONNX image metadata";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        Map<CardKey, String> said = new EnumMap<>(CardKey.class);
        ImageMetadata.color(clues.graph(), clues.form().channels())
                .ifPresent(color -> said.put(CardKey.COLOR, CardKey.word(color)));
        ImageMetadata.range(clues.graph()).ifPresent(range -> said.put(CardKey.PIXELS, words(range)));
        return said;
    }

    private static String words(Normalisation range) {
        return PixelValues.describe(range, io.fovea.image.Color.RGB);
    }
}
