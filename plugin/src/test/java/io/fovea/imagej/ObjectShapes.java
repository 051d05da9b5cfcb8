package io.fovea.imagej;

import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

/** Objects of many shapes, bright on black. */
final class ObjectShapes {
    private ObjectShapes() {}

    /**
     * Round, pointed, with a hole, a square, a line, one pixel, at the border; of 190 to 249, on 90x70 pixels.
     *
     * @param more that are filled too
     */
    static ImageProcessor field(Roi... more) {
        ImageProcessor pixels = new ByteProcessor(90, 70);
        pixels.setColor(200);
        pixels.fill(new OvalRoi(4, 5, 21, 18));
        pixels.fill(new PolygonRoi(new int[] {40, 62, 45}, new int[] {4, 18, 26}, 3, Roi.POLYGON));
        pixels.fill(new Roi(5, 30, 14, 12));
        pixels.fill(new Roi(30, 40, 3, 3));
        pixels.fill(new Roi(45, 33, 30, 1));
        pixels.fill(new Roi(50, 50, 1, 1));
        pixels.fill(new Roi(80, 55, 10, 15));
        for (Roi roi : more) {
            pixels.fill(roi);
        }
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            if (pixels.get(i) != 0) {
                pixels.set(i, 190 + i * 7 % 60);
            }
        }
        pixels.setColor(0);
        pixels.fill(new Roi(9, 34, 4, 5));
        return pixels;
    }
}
