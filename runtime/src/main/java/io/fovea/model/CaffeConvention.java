package io.fovea.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Networks that came by way of Caffe or Caffe2, which read images with OpenCV: blue, green, red. */
final class CaffeConvention implements Convention {
    @Override
    public String name() {
        return "Caffe";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        boolean likely = clues.graph().producerName().toLowerCase(Locale.ROOT).contains("caffe")
                && clues.form().channels() == 3;
        return likely ? Map.of(CardKey.COLOR, "bgr", CardKey.PIXELS, PixelValues.IMAGENET_CAFFE.word()) : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of(
                key == CardKey.COLOR
                        ? "The order of the colour channels is not recorded; blue, green, red is assumed, as Caffe"
                                + " reads images."
                        : "The scale of the input is not recorded; 0..255 less ImageNet's mean is assumed, as with"
                                + " Caffe.");
    }
}
