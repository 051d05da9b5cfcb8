package io.fovea.graph.operator;

/** The families that operators come in, by what they are for. */
public enum Family {
    /** What a network bends its values with; softmax and clipping are of them. */
    ACTIVATION,
    /** Sums, products and functions of single numbers. */
    ARITHMETIC,
    /** Questions answered with yes or no. */
    COMPARISON,
    /** Kernels that move over an image. */
    CONVOLUTION,
    /** Windows that condense an image, or the whole of it. */
    POOLING,
    NORMALISATION,
    /** Sums and the like along axes. */
    REDUCTION,
    /** Products of matrices and tensors. */
    PRODUCT,
    /** The same elements in another shape, order or type, joined, split or repeated. */
    LAYOUT,
    /** Elements that are picked or put by their place. */
    INDEXING,
    /** Frames that are added or cut off. */
    PADDING,
    /** Images of another size. */
    RESIZING,
    /** Real numbers to whole ones and back. */
    QUANTISATION,
    /** Values made of nothing but sizes and settings. */
    CREATION,
    /** Layers that go through a sequence step by step. */
    RECURRENCE,
    /** Operators that the catalogue does not have. */
    UNKNOWN
}
