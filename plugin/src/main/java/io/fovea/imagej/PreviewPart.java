package io.fovea.imagej;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.stream.IntStream;

/**
 * What of the plane on show a preview looks at: what is selected, or else all of it; of what is large, what is visible of it, or
 * a square within that, so that it takes about a second.
 */
public final class PreviewPart {
    /** Pixels across of the square. */
    static final int SIDE = 640;

    private final ImagePlus source;
    private final Rectangle box;
    private final ImagePlus image;

    private PreviewPart(ImagePlus source, Rectangle box) {
        this.source = source;
        this.box = box;
        this.image = cut(source, box);
    }

    /** All of the plane. */
    public static PreviewPart whole(ImagePlus source) {
        return new PreviewPart(source, all(source));
    }

    /**
     * A part that is not large.
     *
     * @param areas whether nothing but what is selected is worked on; else it is looked at what is around it
     */
    public static PreviewPart of(ImagePlus source, boolean areas) {
        return new PreviewPart(source, box(source, areas));
    }

    private static Rectangle all(ImagePlus source) {
        return new Rectangle(source.getWidth(), source.getHeight());
    }

    private static boolean isSmall(Rectangle box) {
        return (long) box.width * box.height <= SIDE * SIDE;
    }

    /** Where a part lies; see {@link #of}. */
    static Rectangle box(ImagePlus source, boolean areas) {
        Rectangle all = all(source);
        Roi roi = source.getRoi();
        Rectangle selected = roi == null ? new Rectangle() : roi.getBounds();
        boolean alone = areas && roi != null && roi.isArea() && selected.intersects(all);
        Rectangle within = alone ? selected.intersection(all) : all;
        if (isSmall(within)) {
            return within;
        }
        if (!alone && roi != null && all.contains(selected.getCenterX(), selected.getCenterY())) {
            return square(within, selected);
        }
        Rectangle visible = visible(source).intersection(within);
        if (visible.isEmpty()) {
            return square(within, within);
        }
        return isSmall(visible) && Math.max(visible.width, visible.height) > SIDE ? visible : square(within, visible);
    }

    private static Rectangle visible(ImagePlus source) {
        ImageCanvas canvas = source.getCanvas();
        return canvas == null ? all(source) : canvas.getSrcRect().intersection(all(source));
    }

    /** A square about the middle of something, moved so far that it lies within. */
    private static Rectangle square(Rectangle within, Rectangle about) {
        int width = Math.min(SIDE, within.width);
        int height = Math.min(SIDE, within.height);
        int x = (int) about.getCenterX() - width / 2;
        int y = (int) about.getCenterY() - height / 2;
        return new Rectangle(
                Math.min(Math.max(x, within.x), within.x + within.width - width),
                Math.min(Math.max(y, within.y), within.y + within.height - height),
                width,
                height);
    }

    private static ImagePlus cut(ImagePlus source, Rectangle box) {
        OnShow shown = OnShow.of(source);
        boolean rgb = SourceChannels.of(source, "").isRgbStack();
        int channels = rgb ? source.getStackSize() : source.getNChannels();
        ImageStack from = source.getStack();
        ImageStack planes =
                new ImageStack(box.width, box.height, source.getProcessor().getColorModel());
        IntStream.rangeClosed(1, channels).forEach(c -> {
            int named = rgb ? c : source.getStackIndex(c, 1, 1);
            ImageProcessor pixels = from.getProcessor(rgb ? c : source.getStackIndex(c, shown.slice(), shown.frame()));
            pixels.setRoi(box);
            planes.addSlice(from.getSliceLabel(named), pixels.crop());
        });
        ImagePlus part = new ImagePlus(source.getTitle(), planes);
        part.setDimensions(
                rgb ? source.getNChannels() : channels, rgb ? source.getNSlices() : 1, rgb ? source.getNFrames() : 1);
        if (source instanceof CompositeImage composite && channels > 1) {
            CompositeImage colored = new CompositeImage(part, composite.getMode());
            colored.setLuts(composite.getLuts());
            part = colored;
        }
        part.setCalibration(source.getCalibration());
        if (source.getOriginalFileInfo() != null) {
            part.setFileInfo(source.getOriginalFileInfo());
        }
        part.setPositionWithoutUpdate(rgb ? 1 : shown.channel(), 1, 1);
        if (source.getRoi() != null) {
            Roi roi = (Roi) source.getRoi().clone();
            roi.setLocation(roi.getXBase() - box.x, roi.getYBase() - box.y);
            part.setRoi(roi);
        }
        return part;
    }

    /** The part as an image of one plane, with what is selected in it. */
    public ImagePlus image() {
        return image;
    }

    /** The channels that are meant, of that image. */
    public PlaneKeys keys(PlaneKeys keys) {
        return PlaneKeys.ofChannel(keys.channel());
    }

    /** What was found in the part, at its place in the image; where it is not all of that, a frame is around the part. */
    public Previews.Seen placed(Overlay found, String report, PlaneKeys keys) {
        found.translate(box.x, box.y);
        if (!box.equals(all(source))) {
            Roi frame = new Roi(box.x, box.y, box.width, box.height);
            frame.setStrokeColor(Color.WHITE);
            frame.setStroke(
                    new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 6}, 0));
            found.add(frame);
        }
        Planes planes = Planes.of(source, PlaneKeys.ofChannel(keys.channel()));
        found.forEach(roi -> planes.place(roi, planes.shown().orElse(0)));
        return new Previews.Seen(found, report + (box.equals(all(source)) ? "" : ", of the part in the frame"));
    }
}
