package io.fovea.imagej;

import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.task.LabelMap;

/** Labels as selections. */
final class Outlines {
    private Outlines() {}

    /** The outline of one object, with its holes, along the edges of its pixels. */
    static Roi of(LabelMap map, int label) {
        LabelMap.Bounds box = map.bounds(label);
        ByteProcessor mask = new ByteProcessor(box.width(), box.height());
        for (int y = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++) {
                if (map.label(box.x() + x, box.y() + y) == label) {
                    mask.set(x, y, 255);
                }
            }
        }
        return select(mask, box.x(), box.y());
    }

    /** The outline of all pixels of one class; null if there are none. */
    static Roi of(byte[] classes, int width, int height, int classIndex) {
        ByteProcessor mask = new ByteProcessor(width, height);
        for (int i = 0; i < classes.length; i++) {
            if ((classes[i] & 0xff) == classIndex) {
                mask.set(i, 255);
            }
        }
        return select(mask, 0, 0);
    }

    private static Roi select(ByteProcessor mask, int x, int y) {
        mask.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
        Roi roi = new ThresholdToSelection().convert(mask);
        if (roi != null) {
            roi.setLocation(roi.getXBase() + x, roi.getYBase() + y);
        }
        return roi;
    }
}
