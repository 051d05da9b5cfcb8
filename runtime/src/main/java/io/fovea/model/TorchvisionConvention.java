package io.fovea.model;

import io.fovea.graph.Graph;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Networks of PyTorch that classify or measure photos of the size of ImageNet's: torchvision and timm train them all alike, and
 * those for other classes, and those whose last layer is cut off or made new, begin with the weights of these.
 */
final class TorchvisionConvention implements Convention {
    private static final int SMALLEST_PHOTO = 128;

    @Override
    public String name() {
        return "torchvision, timm";
    }

    static boolean wrote(Graph graph) {
        return graph.producerName().toLowerCase(Locale.ROOT).contains("pytorch");
    }

    /** Whether a side of the input is one of photos; those that take any size do. */
    private static boolean isPhotos(OptionalInt side) {
        return side.isEmpty() || side.getAsInt() >= SMALLEST_PHOTO;
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        boolean likely = wrote(clues.graph())
                && clues.form().channels() == 3
                && isPhotos(clues.form().width())
                && isPhotos(clues.form().height())
                && (clues.task() == Task.CLASSIFICATION || clues.task() == Task.MEASURE);
        return likely ? Map.of(CardKey.PIXELS, PixelValues.IMAGENET.word()) : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of("The scale of the input is not recorded; ImageNet's mean and standard deviation are assumed,"
                + " with which PyTorch's networks for photos are mostly trained.");
    }
}
