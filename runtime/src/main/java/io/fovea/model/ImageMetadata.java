package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import java.util.Optional;

/** What ONNX's own image metadata ({@code Image.BitmapPixelFormat}, {@code Image.NominalPixelRange}) say. */
final class ImageMetadata {
    private ImageMetadata() {}

    static Optional<Color> color(Graph graph, int channels) {
        Color color =
                switch (graph.metadata().getOrDefault("Image.BitmapPixelFormat", "")) {
                    case "Gray8", "Gray16" -> Color.GRAY;
                    case "Rgb8", "Rgba8", "Rgb16" -> Color.RGB;
                    case "Bgr8", "Bgra8", "Bgr16" -> Color.BGR;
                    default -> null;
                };
        return Optional.ofNullable(color).filter(c -> c.fits(channels));
    }

    static Optional<Normalisation> range(Graph graph) {
        return switch (graph.metadata().getOrDefault("Image.NominalPixelRange", "")) {
            case "NominalRange_0_255" -> Optional.of(Normalisation.RAW);
            case "Normalized_0_1" -> Optional.of(scaled(1 / 255f, 0));
            case "Normalized_1_1" -> Optional.of(scaled(1 / 127.5f, 1));
            default -> Optional.empty();
        };
    }

    private static Normalisation scaled(float scale, float mean) {
        Normalisation raw = Normalisation.RAW;
        return new Normalisation(scale, new float[] {mean}, new float[] {1}, raw.stretch(), raw.low(), raw.high());
    }
}
