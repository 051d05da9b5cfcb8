package io.fovea.explain;

import io.fovea.task.LabelMap;
import io.fovea.task.Segmentation;
import java.util.Optional;

/** What a model says of the pixels of an image, and the objects in that, which are told apart when they are asked for. Thread-safe. */
final class SegmentedImage {
    private final Segmentation found;
    private Optional<LabelMap> objects = Optional.empty();

    SegmentedImage(Segmentation found) {
        this.found = found;
    }

    Segmentation found() {
        return found;
    }

    /** The objects; nothing of a model that tells none apart. */
    synchronized Optional<LabelMap> objects() {
        if (objects.isEmpty() && found.hasInstances()) {
            objects = Optional.of(found.instances(Segmentation.DEFAULT_MIN_SIZE));
        }
        return objects;
    }
}
