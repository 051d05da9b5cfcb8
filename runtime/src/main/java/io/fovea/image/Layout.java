package io.fovea.image;

/** The order of a tensor's dimensions. */
public enum Layout {
    /** Batch, channels, height, width: one plane after the other. */
    NCHW,
    /** Batch, height, width, channels: interleaved. */
    NHWC
}
