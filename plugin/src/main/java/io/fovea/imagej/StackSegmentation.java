package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.image.LabelNumbers;
import io.fovea.image.PixelSize;
import io.fovea.task.Believed;
import io.fovea.task.ImagePredictor;
import io.fovea.task.JobSettings;
import io.fovea.task.LabelMap;
import io.fovea.task.Linking;
import io.fovea.task.ScaleChoice;
import io.fovea.task.ScaleNote;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmentation;
import io.fovea.task.SegmentedAreas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Segments an image or planes of a stack with one model and keeps the results in ImageJ's forms. */
public final class StackSegmentation extends StackPrediction<Segmentation> {
    private final int minSize;
    private final List<SelectedAreas.Area> areas;
    private final Linking linking;
    private final double reach;
    private final ResultImage image;
    private final SegmentTables tables;
    private final List<Roi> outlines = new ArrayList<>();
    private final List<ScaleNote> notes = new ArrayList<>();
    private final List<String> unlike = new ArrayList<>();
    private final ScaleChoice rescaling;
    private final List<LabelMap> maps = new ArrayList<>();
    private int count;

    /**
     * What of an image is segmented, and what becomes of it.
     *
     * @param output {@code labels}, {@code classes}, {@code trimap} or {@code probabilities}
     * @param minSize in pixels; smaller objects are left out
     * @param whole whether all of the image is looked at where areas are selected
     * @param link {@code none}, {@code slices}, {@code frames} or {@code both}
     * @param reach how far an object moves at most between two frames, in pixels
     * @param scales what is chosen of {@link SegmentJob#SCALE}, {@link SegmentJob#PIXEL_SIZE} and {@link SegmentJob#DIAMETER}
     */
    public record Settings(
            String output, double minSize, boolean whole, String link, double reach, JobSettings scales) {
        /** At the model's scale, where model and image say which that is. */
        public Settings(String output, double minSize, boolean whole, String link, double reach) {
            this(output, minSize, whole, link, reach, JobSettings.USUAL);
        }
    }

    /**
     * Prepares to segment.
     *
     * @param keys which planes, and which of their channels
     * @throws FoveaException if there is no such plane, channel, output or link, or a number is negative
     */
    public StackSegmentation(ImagePlus source, PlaneKeys keys, Settings settings) {
        super(source, keys, "Segmenting");
        Calibration size = source.getCalibration();
        rescaling = SegmentJob.rescaling(
                settings.scales, PixelSize.known(size.pixelWidth, size.pixelHeight, String.valueOf(size.getUnit())));
        minSize = pixels(settings.minSize);
        areas = settings.whole ? List.of() : SelectedAreas.of(source);
        linking = Linking.parse(settings.link);
        reach = settings.reach;
        if (!(reach >= 0)) {
            throw new FoveaException("reach is a number of pixels, at least 0, not " + reach + ".");
        }
        image = new ResultImage(source, planes, SegmentOutput.parse(settings.output));
        tables = new SegmentTables(source, planes);
    }

    @Override
    Segmentation answer(int plane, ImagePredictor<Segmentation> segmenter, EscapeMonitor monitor) {
        if (areas.isEmpty()) {
            return super.answer(plane, segmenter, monitor);
        }
        Optional<SegmentedAreas> all = Optional.empty();
        for (SelectedAreas.Area area : areas) {
            monitor.check();
            Segmentation found = segmenter.predict(
                    planes.within(area.box()).image(plane, segmenter.card().input()), rescaling, monitor);
            SegmentedAreas gathered =
                    all.orElseGet(() -> new SegmentedAreas(source.getWidth(), source.getHeight(), found));
            gathered.add(area.box().x, area.box().y, area.mask(), found);
            all = Optional.of(gathered);
        }
        return all.orElseThrow().toSegmentation();
    }

    @Override
    ScaleChoice rescaling() {
        return rescaling;
    }

    /** Sentences on the scale of what the model saw, and on planes of a kind that it does not know, where there is something to say. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(ScaleNote.sentences(notes, ScaleNote.Place.MACRO));
        Believed.warning(unlike).ifPresent(remarks::add);
        return remarks;
    }

    @Override
    void add(int plane, Segmentation result, EscapeMonitor monitor) {
        Optional<LabelMap> objects =
                result.hasInstances() ? Optional.of(monitor.await(() -> result.instances(minSize))) : Optional.empty();
        image.add(result, objects);
        tables.add(plane, result, objects, monitor);
        outline(plane, result, objects, monitor);
        String name = planes.count() == 1 ? source.getTitle() : planes.names().title(plane);
        notes.add(ScaleNote.of(name, result, objects));
        if (tables.believed().isUnlike()) {
            unlike.add(name);
        }
        count = tables.count();
        if (linking != Linking.NONE) {
            maps.add(objects.orElseThrow(() -> new FoveaException(
                    "The model tells no objects apart, so that there are none to link: leave the key 'link' out.")));
            if (maps.size() == planes.count()) {
                renumber(monitor.await(() -> linking.link(
                        maps.stream().map(LabelMap::labels).toList(),
                        maps.get(0).width(),
                        maps.get(0).height(),
                        planes.slices(),
                        reach)));
            }
        }
    }

    private void renumber(LabelNumbers numbers) {
        count = numbers.count();
        image.renumber(numbers);
        LabelColors colors = new LabelColors(count);
        int row = 0;
        for (int plane = 0; plane < maps.size(); plane++) {
            for (int label = 1; label <= maps.get(plane).count(); label++, row++) {
                int number = numbers.number(plane, label);
                tables.renumber(row, plane, number);
                outlines.get(row).setName(planes.names().ofRoi(plane, number));
                outlines.get(row).setStrokeColor(colors.color(number));
            }
        }
    }

    /** The result as an image of the source's size, and of the depth and frames that were meant. */
    public ImagePlus image() {
        String channel = planes.names().channel();
        return image.build(report(), tables.hasObjects() ? found() + (channel.isEmpty() ? "" : ", " + channel) : "");
    }

    /** The same, which knows of what picture it is, and which model made it. */
    public ImagePlus image(String model) {
        ImagePlus made = image();
        ResultMark.setOrigin(made, planes, source.getTitle(), model);
        return made;
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
        String where = areas.isEmpty() ? "" : areas.size() == 1 ? " in 1 area" : " in " + areas.size() + " areas";
        return String.format(
                Locale.ROOT,
                "%s: %s%s in %.2f s on %s%s",
                planes.names().what(),
                found(),
                where,
                tables.seconds(),
                device(),
                planes.count() == 1 ? tables.believed().words() : "");
    }

    /** {@code 12 objects}; what else there is to say where there are none to count. */
    private String found() {
        String of = planes.count() == 1 ? "1 plane" : planes.count() + " planes";
        if (!tables.hasObjects()) {
            return of;
        }
        String objects = ResultImage.count(count);
        return switch (planes.count() == 1 ? Linking.NONE : linking) {
            case NONE -> planes.count() == 1 ? objects : objects + " in " + of;
            case SLICES -> objects + " through " + planes.slices() + " slices";
            case FRAMES -> objects + " through " + planes.frames() + " frames";
            case BOTH -> objects + " through " + planes.slices() + " slices and " + planes.frames() + " frames";
        };
    }

    /** The smallest size of an object, from a {@code minsize} that a user gave. */
    static int pixels(double minSize) {
        if (!(minSize >= 0 && minSize <= Integer.MAX_VALUE)) {
            throw new FoveaException("minsize is a number of pixels, at least 0, not " + minSize + ".");
        }
        return (int) Math.ceil(minSize);
    }

    private void outline(int plane, Segmentation result, Optional<LabelMap> objects, EscapeMonitor monitor) {
        int labels = objects.map(LabelMap::count).orElse(result.labels().size() - 1);
        LabelColors colors = new LabelColors(labels);
        byte[] classes = objects.isPresent() ? new byte[0] : result.classes();
        int[] kinds =
                objects.filter(map -> result.hasKinds()).map(result::classesOf).orElse(new int[0]);
        for (int label = 1; label <= labels; label++) {
            monitor.check();
            Roi roi = objects.isPresent()
                    ? Outlines.of(objects.get(), label)
                    : Outlines.of(classes, result.width(), result.height(), label);
            if (roi != null) {
                roi.setName(
                        objects.isPresent()
                                ? planes.names().ofRoi(plane, label)
                                : planes.names().ofRoi(plane, result.labels().get(label)));
                roi.setStrokeColor(colors.color(kinds.length > 0 ? kinds[label] : label));
                planes.place(roi, plane);
                outlines.add(roi);
            }
        }
    }
}
