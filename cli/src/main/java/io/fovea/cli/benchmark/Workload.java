package io.fovea.cli.benchmark;

import io.fovea.FoveaException;
import java.util.List;

/**
 * A network and the batches that it is trained on in a benchmark.
 *
 * @param network its name in the zoo
 * @param side width and height of the images, in pixels
 * @param batch images per step
 * @param classes that it tells apart
 * @param perPixel whether every pixel has a class, or the whole image
 * @param steps that a round counts
 */
record Workload(String network, int side, int batch, int classes, boolean perPixel, int steps) {

    /** The ones that are measured: the lectures' networks, in the lectures' sizes, two classes being a softmax. */
    static final List<Workload> ALL = List.of(
            new Workload("trimap-net", 200, 8, 3, true, 6),
            new Workload("mini-xception", 180, 32, 2, false, 4),
            new Workload("cats-dogs", 180, 32, 2, false, 6));

    /** The same with other batches. */
    Workload withBatch(int images) {
        return new Workload(network, side, images, classes, perPixel, steps);
    }

    static Workload of(String network) {
        return ALL.stream()
                .filter(workload -> workload.network.equals(network))
                .findFirst()
                .orElseThrow(() -> new FoveaException("No benchmark trains a network '" + network + "'."));
    }
}
