package io.fovea.model;

/** What it is that a model has a score of, for each of its classes. */
public enum Scored {
    /** There are no classes. */
    NOTHING,
    /** The image as a whole. */
    IMAGES,
    /** Each pixel by itself. */
    PIXELS
}
