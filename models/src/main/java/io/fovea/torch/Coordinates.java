package io.fovea.torch;

import java.util.Locale;

/** How Resize relates a position of its output to one of its input, {@code coordinate_transformation_mode}. */
enum Coordinates {
    HALF_PIXEL,
    HALF_PIXEL_SYMMETRIC,
    PYTORCH_HALF_PIXEL,
    ALIGN_CORNERS,
    ASYMMETRIC,
    TF_CROP_AND_RESIZE;

    static Coordinates of(NodeCall step) {
        String mode = step.attributes().text("coordinate_transformation_mode", "half_pixel");
        try {
            return valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw step.unsupported("the coordinate_transformation_mode '" + mode + "'");
        }
    }

    /** The position in the input that output position {@code i} looks at. */
    double source(Sampling axis, long i) {
        double scale = axis.scale();
        double halfPixel = (i + 0.5) / scale - 0.5;
        return switch (this) {
            case HALF_PIXEL -> halfPixel;
            case HALF_PIXEL_SYMMETRIC -> {
                double adjustment = axis.out() / (scale * axis.in());
                yield axis.in() / 2.0 * (1 - adjustment) + halfPixel;
            }
            case PYTORCH_HALF_PIXEL -> axis.out() > 1 ? halfPixel : 0;
            // The conformance tests divide by the size before it is rounded to whole pixels.
            case ALIGN_CORNERS -> axis.out() > 1 ? i * (axis.in() - 1) / (scale * axis.in() - 1) : 0;
            case ASYMMETRIC -> i / scale;
            case TF_CROP_AND_RESIZE -> {
                double length = axis.in() - 1;
                yield axis.out() > 1
                        ? axis.start() * length + i * (axis.end() - axis.start()) * length / (axis.out() - 1)
                        : 0.5 * (axis.start() + axis.end()) * length;
            }
        };
    }
}
