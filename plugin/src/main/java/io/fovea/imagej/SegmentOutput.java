package io.fovea.imagej;

import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import io.fovea.task.LabelMap;
import io.fovea.task.Segmentation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The kind of image that a segmentation is given back as. */
enum SegmentOutput {
    /** Objects 1..n on background 0; the classes of a model that tells no objects apart. */
    LABELS {
        @Override
        List<ImageProcessor> planes(Segmentation result, Optional<LabelMap> objects) {
            return objects.map(map -> Pictures.of(map.toImage()))
                    .map(List::of)
                    .orElseGet(() -> CLASSES.planes(result, Optional.empty()));
        }
    },
    /** The index of the most probable class, from 0. */
    CLASSES {
        @Override
        List<ImageProcessor> planes(Segmentation result, Optional<LabelMap> objects) {
            return List.of(Pictures.of(result.classMap()));
        }
    },
    /** Foreground, background and contour as 0, 127 and 254. */
    TRIMAP {
        @Override
        List<ImageProcessor> planes(Segmentation result, Optional<LabelMap> objects) {
            if (!result.hasTrimap()) {
                throw new FoveaException("output=trimap needs a trimap model; this one knows the classes "
                        + String.join(", ", result.labels()) + ". Take output=labels, classes or probabilities.");
            }
            return List.of(Pictures.of(result.trimap()));
        }
    },
    /** The probability of each class, 0..1, as channels. */
    PROBABILITIES {
        @Override
        List<ImageProcessor> planes(Segmentation result, Optional<LabelMap> objects) {
            return IntStream.range(0, result.labels().size())
                    .<ImageProcessor>mapToObj(
                            c -> new FloatProcessor(result.width(), result.height(), result.probability(c)))
                    .toList();
        }
    };

    /** The channels of one plane, in order. */
    abstract List<ImageProcessor> planes(Segmentation result, Optional<LabelMap> objects);

    /** The word in a macro, and the end of the title. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What such an image holds. */
    String meaning() {
        return switch (this) {
            case LABELS -> "the labels of objects";
            case CLASSES -> "the classes of pixels";
            case TRIMAP -> "the trimap of objects";
            case PROBABILITIES -> "the probabilities of classes";
        };
    }

    /**
     * The kind of a word.
     *
     * @throws FoveaException if there is none
     */
    static SegmentOutput parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no output '" + word + "'. Take one of: "
                        + Arrays.stream(values()).map(SegmentOutput::word).collect(Collectors.joining(", ")) + "."));
    }
}
