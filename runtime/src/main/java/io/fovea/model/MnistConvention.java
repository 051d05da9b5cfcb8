package io.fovea.model;

import java.util.Map;
import java.util.Optional;

/** Ten classes of grey images of 28x28: the digits of MNIST. */
final class MnistConvention implements Convention {
    @Override
    public String name() {
        return "MNIST";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        boolean likely = clues.takes(28, 28, 1) && clues.classes() == 10 && clues.task() == Task.CLASSIFICATION;
        return likely ? Map.of(CardKey.LABELS, "0\n1\n2\n3\n4\n5\n6\n7\n8\n9") : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of("The labels of the classes are not recorded; the digits of MNIST are assumed, whose images"
                + " are 28x28, too.");
    }
}
