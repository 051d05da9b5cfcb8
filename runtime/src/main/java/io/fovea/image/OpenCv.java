package io.fovea.image;

import nu.pattern.OpenCV;

/** Loads OpenCV's native library, once, when first asked. */
final class OpenCv {
    private OpenCv() {}

    /** Makes {@code org.opencv} usable. Called by whatever creates the first {@code Mat} of a piece of work. */
    static void load() {
        Loaded.touch();
    }

    /** The class initialiser runs once, whatever threads ask. */
    private static final class Loaded {
        static {
            OpenCV.loadLocally();
        }

        static void touch() {}
    }
}
