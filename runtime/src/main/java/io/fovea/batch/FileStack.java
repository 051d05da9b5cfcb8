package io.fovea.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stack in a file: the planes of one channel.
 *
 * @param suffix what tells it from others of the file in names of results; empty of the only one
 * @param isOfFirstImage whether it is of the first of the images that a file, such as a microscope's, has several of
 * @param width of each plane, in pixels
 * @param height of each plane, in pixels
 * @param slices of each frame
 * @param frames at least 1
 * @param places of the images that are meant, among the planes, depth first, from 0
 */
record FileStack(
        String suffix,
        boolean isOfFirstImage,
        int width,
        int height,
        int slices,
        int frames,
        Map<Integer, Integer> places) {
    /** Copies the map, in its order. */
    FileStack {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }
}
