package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import io.fovea.FoveaException;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The areas that are selected in an image, each in the rectangle around it. Areas whose rectangles overlap are one; a hole is
 * no area.
 */
final class SelectedAreas {

    /**
     * An area.
     *
     * @param mask which pixels of the rectangle belong to it, row by row
     */
    record Area(Rectangle box, boolean[] mask) {}

    private SelectedAreas() {}

    /** How many there are; 0 where no area is selected, or all of the image. */
    static int count(ImagePlus image) {
        return boxes(image).size();
    }

    /**
     * All of them; none where no area is selected, or all of the image.
     *
     * @throws FoveaException if what is selected lies outside the image
     */
    static List<Area> of(ImagePlus image) {
        Roi roi = image.getRoi();
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        if (roi != null
                && roi.isArea()
                && !roi.getBounds().isEmpty()
                && !roi.getBounds().intersects(all)) {
            throw new FoveaException("The selection lies outside '" + image.getTitle() + "', which is " + all.width
                    + "x" + all.height + " pixels; move it, or remove it for all of the image.");
        }
        return boxes(image).stream().map(box -> new Area(box, mask(roi, box))).toList();
    }

    private static List<Rectangle> boxes(ImagePlus image) {
        Roi roi = image.getRoi();
        if (roi == null || !roi.isArea()) {
            return List.of();
        }
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        if (roi.getType() == Roi.RECTANGLE
                && roi.getCornerDiameter() == 0
                && roi.getBounds().contains(all)) {
            return List.of();
        }
        List<Roi> parts = roi instanceof ShapeRoi shape ? Arrays.asList(shape.getRois()) : List.of(roi);
        List<Rectangle> boxes = new ArrayList<>();
        for (Roi part : parts) {
            Rectangle box = part.getBounds().intersection(all);
            if (!box.isEmpty()) {
                add(box, boxes);
            }
        }
        return boxes;
    }

    private static void add(Rectangle box, List<Rectangle> boxes) {
        Rectangle grown = box;
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).intersects(grown)) {
                grown = grown.union(boxes.remove(i));
                i = -1;
            }
        }
        boxes.add(grown);
    }

    private static boolean[] mask(Roi roi, Rectangle box) {
        boolean[] mask = new boolean[box.width * box.height];
        Rectangle bounds = roi.getBounds();
        byte[] inside =
                roi.getMask() == null ? new byte[0] : (byte[]) roi.getMask().getPixels();
        for (int i = 0; i < mask.length; i++) {
            int x = box.x + i % box.width - bounds.x;
            int y = box.y + i / box.width - bounds.y;
            mask[i] = inside.length == 0 || inside[y * bounds.width + x] != 0;
        }
        return mask;
    }
}
