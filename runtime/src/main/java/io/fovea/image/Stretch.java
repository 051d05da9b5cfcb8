package io.fovea.image;

/** Which images have their values stretched between two percentiles to 0..255 before a model sees them. */
public enum Stretch {
    /** None: values go in as they are. */
    NONE,
    /** Images of 16 and 32 bit, whose range says nothing of what they show. */
    DEEP,
    /** Every image. */
    ALL
}
