package io.fovea.imagej;

import ij.ImagePlus;
import java.util.Optional;

/** Marks images that a model made, so that they are not taken for pictures. ImageJ keeps the mark in its TIFF files. */
final class ResultMark {
    private static final String PROPERTY = "Fovea.Result";

    private ResultMark() {}

    /**
     * Marks an image.
     *
     * @param what it holds: {@code the labels of objects}
     */
    static void set(ImagePlus image, String what) {
        image.setProp(PROPERTY, what);
    }

    /** What an image holds, if that is no picture. */
    static Optional<String> of(ImagePlus image) {
        return Optional.ofNullable(image.getProp(PROPERTY));
    }
}
