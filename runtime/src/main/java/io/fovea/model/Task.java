package io.fovea.model;

/** What a model does with an image. */
public enum Task {
    /** One score per class for the whole image. */
    CLASSIFICATION,
    /** One score per class for every pixel. */
    SEGMENTATION,
    /** Segmentation into foreground, background and contour, in this order, from which objects are told apart. */
    TRIMAP,
    /** Anything else: an image model that Fovea can load but gives no menu entry to. */
    OTHER;

    /** Whether every pixel gets a class. */
    public boolean isSegmentation() {
        return this == SEGMENTATION || this == TRIMAP;
    }
}
