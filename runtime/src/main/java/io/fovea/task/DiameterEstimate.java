package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.ObjectSizes;
import java.util.OptionalDouble;

/**
 * Finds out how large the objects of an image are: looks at it, or at the middle of a large one, at several scales, each
 * twice the one before. Where objects are as large as those that the model knows, it finds most of them, and is surest.
 */
final class DiameterEstimate {
    private static final double SMALLEST = 1 / 32.;

    /** The largest factor that is looked at. */
    static final double LARGEST = 4;

    /** An image is looked at as large as this, in pixels; of a larger one its middle. */
    private static final double MOST_PIXELS = 4e5;

    /** Images of a few pixels say nothing. */
    private static final int LEAST_SIDE = 32;

    /** In pixels as the network sees them. */
    private static final int LEAST_SIZE = 20;

    /** What is no more than so many times as large, or as small, as the median is left as it is. */
    private static final double NEAR = 2;

    private final Segmenter segmenter;
    private final ObjectSizes sizes;

    DiameterEstimate(Segmenter segmenter) {
        this.segmenter = segmenter;
        this.sizes = segmenter.card().sizes();
    }

    /** By how much an image is to be scaled; 1 if its objects are of a usual size, or none are found. */
    double factor(Image image, Monitor monitor) {
        OptionalDouble found = diameter(image, monitor);
        if (found.isEmpty()) {
            return 1;
        }
        double factor = sizes.median() / found.getAsDouble();
        return factor >= 1 / NEAR && factor <= NEAR ? 1 : ScaleChoice.rounded(factor);
    }

    /** The median diameter of the objects, in pixels of the image; empty if none are found at any scale. */
    OptionalDouble diameter(Image image, Monitor monitor) {
        OptionalDouble diameter = OptionalDouble.empty();
        double best = 0;
        for (double scale = SMALLEST; scale <= LARGEST; scale *= 2) {
            Image part = middle(image, scale);
            ScaledSize size = ScaledSize.of(part.width(), part.height(), scale);
            if (scale < 1 && Math.min(size.width(), size.height()) < LEAST_SIDE) {
                continue;
            }
            monitor.report(0, "looking at scale " + scale);
            Image seen = part.resized(size.width(), size.height());
            Segmentation found = segmenter.segment(seen, 1, monitor);
            if (!found.hasInstances()) {
                throw new FoveaException(
                        "The model '" + segmenter.card().name()
                                + "' tells no objects apart, so that nobody can see how large they are; give a diameter or a scale.");
            }
            LabelMap objects = found.instances(LEAST_SIZE);
            double credit = credit(objects);
            if (credit > best) {
                best = credit;
                diameter = OptionalDouble.of(median(objects) / scale);
            }
        }
        return diameter;
    }

    private static Image middle(Image image, double scale) {
        double share = Math.sqrt(MOST_PIXELS / image.width() / image.height()) / scale;
        if (share >= 1) {
            return image;
        }
        int width = (int) Math.max(1, Math.rint(image.width() * share));
        int height = (int) Math.max(1, Math.rint(image.height() * share));
        return image.part((image.width() - width) / 2, (image.height() - height) / 2, width, height);
    }

    /** The share of the pixels that are in objects of a usual size, by how sure the model is of them. */
    private double credit(LabelMap objects) {
        double credit = 0;
        for (int label = 1; label <= objects.count(); label++) {
            if (isKnown(ScaleAdvice.diameter(objects, label))) {
                credit += objects.area(label) * objects.meanProbability(label);
            }
        }
        return credit / objects.width() / objects.height();
    }

    private boolean isKnown(double diameter) {
        return diameter >= sizes.small() && diameter <= sizes.large();
    }

    private double median(LabelMap objects) {
        return ScaleAdvice.median(ScaleAdvice.diameters(objects).filter(this::isKnown))
                .orElseThrow();
    }
}
