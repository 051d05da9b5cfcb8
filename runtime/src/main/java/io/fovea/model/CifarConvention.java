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
        return likely ? Map.of(CardKey.LABELS, LABELS) : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of("The labels of the classes are not recorded; those of CIFAR-10 are assumed, whose images are"
                + " 32x32, too.");
    }
}
