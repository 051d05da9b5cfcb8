package io.fovea.model;

import io.fovea.graph.Graph;
import java.util.Map;
import java.util.Optional;

/**
 * Networks for images of the sizes of CIFAR-10 and MNIST, which those who train them divide by 255. PyTorch's for CIFAR-10 take
 * its mean off, too: {@link CifarConvention}.
 */
final class SmallImagesConvention implements Convention {
    private static final int CLASSES = 10;

    @Override
    public String name() {
        return "CIFAR-10, MNIST";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        Graph graph = clues.graph();
        boolean digits =
                clues.takes(28, 28, 1) && (TorchvisionConvention.wrote(graph) || TensorFlowConvention.wrote(graph));
        boolean photos = clues.takes(32, 32, 3) && TensorFlowConvention.wrote(graph);
        return clues.classes() == CLASSES && clues.task() == Task.CLASSIFICATION && (digits || photos)
                ? Map.of(CardKey.PIXELS, PixelValues.UNIT.word())
                : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of("The scale of the input is not recorded; 0..1 is assumed, which most networks for images of"
                + " 28x28 and 32x32 take.");
    }
}
