package io.fovea.command;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.module.Module;

/** What tests of <em>Segment...</em> begin with: a model of trimaps, and an image whose objects can be told. */
@ExtendWith(PlainImageJ.class)
abstract class SegmentTests {
    @TempDir
    static Path folder;

    static Path trimap;

    @BeforeAll
    static void writeTrimap() throws IOException {
        trimap = TestModels.trimap(Files.createDirectory(folder.resolve("my models")));
    }

    /** Runs the command with the model of trimaps. */
    static Module segment(ImagePlus image, Object... keys) {
        return PlainImageJ.run(SegmentCommand.class, image, trimap, keys);
    }

    /** The image that the command gave. */
    static ImagePlus image(Module module) {
        return (ImagePlus) module.getOutput("segmented");
    }

    /** Two bright rectangles of 36 and 40 pixels and a speck of 24 on dark. */
    static ImageProcessor field() {
        ImageProcessor pixels = new ByteProcessor(40, 30);
        pixels.setColor(200);
        pixels.fill(new Roi(5, 5, 6, 6));
        pixels.fill(new Roi(20, 10, 8, 5));
        pixels.fill(new Roi(34, 25, 6, 4));
        return pixels;
    }
}
