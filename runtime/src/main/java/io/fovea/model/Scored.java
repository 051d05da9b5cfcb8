package io.fovea.model;

/** What it is that a model has a score of, for each of its classes. */
public enum Scored {
    /** There are no classes. */
    NOTHING,
    /** The image as a whole. */
    IMAGES,
    /** Each pixel by itself. */
    PIXELS,
    /** Each object that is found. */
    OBJECTS;

    /** Whether each place has its scores, or the image as a whole: what they rest on can be asked. */
    public boolean isExplained() {
        return this == IMAGES || this == PIXELS;
    }
}
