package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.stroke.Strokes;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An image of strokes: 0 where nothing is painted, 1 for the first class, 2 for the second, and so on. */
final class StrokePicture {
    private StrokePicture() {}

    /**
     * Those of an image, by plane.
     *
     * @param titleOrFile of an open image, or a file
     * @throws FoveaException if there is none, or it is of another size or in colours
     */
    static Map<Integer, Strokes> paint(String titleOrFile, ImagePlus image, int planes) {
        ImagePlus picture = find(titleOrFile);
        int width = image.getWidth();
        int height = image.getHeight();
        if (picture.getWidth() != width
                || picture.getHeight() != height
                || picture.getStackSize() != planes
                || picture.getType() == ImagePlus.COLOR_RGB) {
            throw new FoveaException("The strokes '" + titleOrFile + "' are " + picture.getWidth() + "x"
                    + picture.getHeight() + " pixels in " + picture.getStackSize() + " planes of "
                    + picture.getBitDepth() + " bits; '" + image.getTitle() + "' needs " + width + "x" + height
                    + " in " + planes + ", numbers of classes from 1 on 0, not colours.");
        }
        Map<Integer, Strokes> painted = new TreeMap<>();
        for (int plane = 0; plane < planes; plane++) {
            ImageProcessor pixels = picture.getStack().getProcessor(plane + 1);
            int[] labels = new int[width * height];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = Math.round(pixels.getf(i));
            }
            Strokes strokes = Strokes.of(width, height, labels);
            if (!strokes.counts().isEmpty()) {
                painted.put(plane, strokes);
            }
        }
        return painted;
    }

    private static ImagePlus find(String titleOrFile) {
        ImagePlus open = WindowManager.getImage(titleOrFile);
        String file = UserPath.expand(titleOrFile);
        ImagePlus found = open == null && isFile(file) ? IJ.openImage(file) : open;
        if (found == null) {
            throw new FoveaException(
                    "There is no open image '" + titleOrFile + "' with strokes, and no image file of that name.");
        }
        return found;
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false; // a title may hold what paths may not
        }
    }
}
