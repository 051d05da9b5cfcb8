package io.fovea.task;

import io.fovea.image.Placement;
import io.fovea.task.detect.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of an image in which objects are looked for, all in pixels of the image.
 *
 * @param width may reach beyond the image
 * @param height may reach beyond the image
 * @param imageWidth of the image
 * @param imageHeight of the image
 */
record DetectorWindow(int left, int top, int width, int height, int imageWidth, int imageHeight) {
    /** How much of a window the next one sees again, so that objects up to this size are whole in one of them. */
    private static final double SHARED = 0.25;

    /** How near to a window's edge a box is one that may go on beyond. */
    private static final double EDGE = 2;

    /** Windows that cover an image; one if it is no larger. */
    static List<DetectorWindow> over(int imageWidth, int imageHeight, int width, int height) {
        List<DetectorWindow> windows = new ArrayList<>();
        for (int top : starts(imageHeight, height)) {
            for (int left : starts(imageWidth, width)) {
                windows.add(new DetectorWindow(left, top, width, height, imageWidth, imageHeight));
            }
        }
        return windows;
    }

    /** Evenly from one end to the other. */
    private static List<Integer> starts(int size, int window) {
        if (size <= window) {
            return List.of(0);
        }
        int steps = (int) Math.ceil((size - window) / (window * (1 - SHARED)));
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            starts.add((int) ((long) (size - window) * i / steps));
        }
        return starts;
    }

    /** A box of this window in the image. */
    Box inImage(Box box) {
        return box.inImage(new Placement(width, height, -left, -top, imageWidth, imageHeight, imageWidth, imageHeight));
    }

    /** Whether a box of the image is whole here: it neither reaches an edge beyond which the image goes on, nor lies outside. */
    boolean isWhole(Box box) {
        boolean cut = left > 0 && box.left() < left + EDGE
                || top > 0 && box.top() < top + EDGE
                || left + width < imageWidth && box.right() > left + width - EDGE
                || top + height < imageHeight && box.bottom() > top + height - EDGE;
        double x = (box.left() + box.right()) / 2;
        double y = (box.top() + box.bottom()) / 2;
        return !cut && x >= 0 && y >= 0 && x <= imageWidth && y <= imageHeight;
    }
}
