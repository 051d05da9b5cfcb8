package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.image.PixelSize;
import io.fovea.task.JobSettings;
import io.fovea.task.LabelMap;
import io.fovea.task.Rescaling;
import io.fovea.task.ScaleNote;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Segments an image or every plane of a stack with one model and keeps the results in ImageJ's forms. */
public final class StackSegmentation extends StackPrediction<Segmentation> {
    private final int minSize;
    private final ResultImage image;
    private final SegmentTables tables;
    private final List<Roi> outlines = new ArrayList<>();
    private final List<ScaleNote> notes = new ArrayList<>();
    private final Rescaling rescaling;

    /** Prepares to segment at the model's scale, where model and image say which that is. */
    public StackSegmentation(ImagePlus source, String channel, String output, double minSize) {
        this(source, channel, output, minSize, JobSettings.USUAL);
    }

    /**
     * Prepares to segment.
     *
     * @param channel numbers from 1, or names, separated by commas; 0 for what the model wants: all its channels, or colour
     *     where the image has it, or else the channel on show
     * @param output {@code labels}, {@code classes}, {@code trimap} or {@code probabilities}
     * @param minSize in pixels; smaller objects are left out
     * @param scale what is chosen of {@link SegmentJob#SCALE}, {@link SegmentJob#PIXEL_SIZE} and {@link SegmentJob#DIAMETER}
     * @throws FoveaException if there is no such channel or output, the size is negative, or several say the scale
     */
    public StackSegmentation(ImagePlus source, String channel, String output, double minSize, JobSettings scale) {
        super(source, channel, "Segmenting");
        Calibration size = source.getCalibration();
        this.rescaling = SegmentJob.rescaling(
                scale, PixelSize.known(size.pixelWidth, size.pixelHeight, String.valueOf(size.getUnit())));
        this.minSize = pixels(minSize);
        this.image = new ResultImage(source, planes, SegmentOutput.parse(output));
        this.tables = new SegmentTables(source, planes);
    }

    @Override
    void add(int plane, Segmentation result) {
        Optional<LabelMap> objects = result.hasInstances() ? Optional.of(result.instances(minSize)) : Optional.empty();
        image.add(result, objects);
        tables.add(plane, result, objects);
        outline(plane, result, objects);
        notes.add(ScaleNote.of(planes.count() == 1 ? source.getTitle() : "plane " + (plane + 1), result, objects));
    }

    @Override
    Rescaling rescaling() {
        return rescaling;
    }

    /** Sentences on the scale of what the model saw, where there is something to say. */
    public List<String> remarks() {
        return ScaleNote.sentences(notes, ScaleNote.Place.MACRO);
    }

    /** The result as an image of the source's size, depth and frames. */
    public ImagePlus image() {
        return image.build(report());
    }

    /** The outline of every object, or of every class but the first where there are no objects; each at its plane. */
    public Roi[] outlines() {
        return outlines.stream().map(roi -> (Roi) roi.clone()).toArray(Roi[]::new);
    }

    /** The outlines as an overlay. */
    public Overlay overlay() {
        Overlay overlay = new Overlay();
        for (Roi outline : outlines()) {
            overlay.add(outline);
        }
        return overlay;
    }

    /** A row for each object. */
    public ResultsTable objects() {
        return tables.objects();
    }

    /** A row for each plane. */
    public ResultsTable summary() {
        return tables.summary();
    }

    /** What was found, how fast, and on which device, in one line. */
    public String report() {
        return String.format(
                Locale.ROOT, "%s: %s in %.2f s on %s", source.getTitle(), tables.found(), tables.seconds(), device());
    }

    /** The smallest size of an object, from a {@code minsize} that a user gave. */
    static int pixels(double minSize) {
        if (!(minSize >= 0 && minSize <= Integer.MAX_VALUE)) {
            throw new FoveaException("minsize is a number of pixels, at least 0, not " + minSize + ".");
        }
        return (int) Math.ceil(minSize);
    }

    private void outline(int plane, Segmentation result, Optional<LabelMap> objects) {
        int count = objects.map(LabelMap::count).orElse(result.labels().size() - 1);
        LabelColors colors = new LabelColors(count);
        byte[] classes = objects.isPresent() ? new byte[0] : result.classes();
        for (int label = 1; label <= count; label++) {
            Roi roi = objects.isPresent()
                    ? Outlines.of(objects.get(), label)
                    : Outlines.of(classes, result.width(), result.height(), label);
            if (roi != null) {
                String name = objects.isPresent()
                        ? String.format(Locale.ROOT, "%04d", label)
                        : result.labels().get(label);
                roi.setName(planes.count() > 1 ? String.format(Locale.ROOT, "%04d-%s", plane + 1, name) : name);
                roi.setStrokeColor(colors.color(label));
                planes.place(roi, plane);
                outlines.add(roi);
            }
        }
    }
}
