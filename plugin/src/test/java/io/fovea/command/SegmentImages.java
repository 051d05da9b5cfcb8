package io.fovea.command;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import org.scijava.module.Module;

/** An image whose objects can be told, and what <em>Segment...</em> makes of it. */
final class SegmentImages {
    private SegmentImages() {}

    /** Two bright rectangles of 36 and 40 pixels and a speck of 24 on dark. */
    static ImageProcessor field() {
        ImageProcessor pixels = new ByteProcessor(40, 30);
        pixels.setColor(200);
        pixels.fill(new Roi(5, 5, 6, 6));
        pixels.fill(new Roi(20, 10, 8, 5));
        pixels.fill(new Roi(34, 25, 6, 4));
        return pixels;
    }

    /** The image that the command gave. */
    static ImagePlus image(Module module) {
        return (ImagePlus) module.getOutput("segmented");
    }
}
