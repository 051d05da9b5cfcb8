package io.fovea.data;

/** What a varied image shows where its source has ended. */
public enum Fill {
    /** The image's mirror image, labels too. */
    REFLECT,
    /** The nearest pixel of the edge, labels too. */
    NEAREST,
    /** Black, which is of no class and no object: ignored in class maps, background among instances. */
    CONSTANT
}
