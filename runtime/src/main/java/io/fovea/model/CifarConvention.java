package io.fovea.model;

import java.util.Map;
import java.util.Optional;

/** Ten classes of colour images of 32x32: CIFAR-10. */
final class CifarConvention implements Convention {
    private static final String LABELS = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck";

    @Override
    public String name() {
        return "CIFAR-10";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        boolean likely = clues.takes(32, 32, 3) && clues.classes() == 10 && clues.task() == Task.CLASSIFICATION;
        if (!likely) {
            return Map.of();
        }
        return TorchvisionConvention.wrote(clues.graph())
                ? Map.of(CardKey.LABELS, LABELS, CardKey.PIXELS, PixelValues.CIFAR10.word())
                : Map.of(CardKey.LABELS, LABELS);
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of(
                key == CardKey.LABELS
                        ? "The labels of the classes are not recorded; those of CIFAR-10 are assumed, whose images are"
                                + " 32x32, too."
                        : "The scale of the input is not recorded; CIFAR-10's mean and standard deviation are assumed,"
                                + " with which PyTorch's networks for its images are mostly trained.");
    }
}
