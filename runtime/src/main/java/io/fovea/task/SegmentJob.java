package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.LabelStack;
import io.fovea.image.PixelSize;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Outlines and counts what images show: per image {@code <stem>-labels.png}, {@code <stem>-trimap.png} where the model
 * is a trimap, {@code <stem>-overlay.png}, {@code <stem>-rois.zip}; {@code segment.csv}, and {@code objects.csv} where objects are
 * told apart.
 *
 * <p>Labels are 16-bit objects, or the class map of a model that tells none apart. Of images of more than 25 million pixels that
 * are worked on strip by strip labels and trimap are {@code .tif}, and the overlay is smaller.
 */
public final class SegmentJob implements Job<Segmentation> {
    /** Objects smaller than this many pixels are removed. */
    public static final JobOption MIN_SIZE = JobOption.count(
            "min-size", "PIXELS", "Objects smaller than this are left out", Segmentation.DEFAULT_MIN_SIZE, 0);

    /** How many times as wide and high images go in. */
    public static final JobOption SCALE = ScaleOptions.SCALE;

    /** The micrometres that a pixel is wide. */
    public static final JobOption PIXEL_SIZE = ScaleOptions.PIXEL_SIZE;

    /** The pixels that a typical object is across; below 0 to be found out. */
    public static final JobOption DIAMETER = ScaleOptions.DIAMETER;

    /** Whether objects are written for QuPath, too. */
    public static final JobOption GEOJSON =
            JobOption.flag("geojson", "Writes the outlines of each image as GeoJSON too, as QuPath reads it");

    /** Whether all objects are written into one file as COCO has them. */
    public static final JobOption COCO = JobOption.flag(
            "coco", "Writes coco.json too: all images, and their objects with their pixels, as COCO has them");

    /** Whether objects.csv is left out. */
    public static final JobOption NO_OBJECTS = JobOption.flag("no-objects", "Leaves objects.csv out");

    /** Whether the selections for ImageJ are left out. */
    public static final JobOption NO_ROIS = JobOption.flag("no-rois", "Leaves <image>-rois.zip out");

    /** Whether labels are written as OME-TIFF. */
    public static final JobOption OME_TIFF = LabelForms.OME_TIFF;

    /** The version of OME-Zarr that labels are written in. */
    public static final JobOption ZARR = LabelForms.ZARR;

    /** Whether labels are added to images that are OME-Zarr. */
    public static final JobOption INTO_IMAGE = LabelForms.INTO_IMAGE;

    /** Whether the labels of a stack are written as one. */
    public static final JobOption STACK = StackForms.STACK;

    /** Through what the objects of a stack are linked. */
    public static final JobOption LINK = StackForms.LINK;

    /** What the table begins with that says which object of a linked stack each label is. */
    public static final List<String> LINKED_COLUMNS = StackForms.LINKED_COLUMNS;

    /** How far the centre of an object may move from frame to frame. */
    public static final JobOption REACH = StackForms.REACH;

    /** Whether the probabilities of classes are written. */
    public static final JobOption PROBABILITIES = LabelForms.PROBABILITIES;

    SegmentJob() {}

    @Override
    public String verb() {
        return "segment";
    }

    @Override
    public String purpose() {
        return "Outlines and counts objects: writes labels, overlay and ImageJ's ROIs of each image, its trimap where"
                + " the model has one, segment.csv, and objects.csv with a row for each object.";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.SEGMENTATION, Task.TRIMAP, Task.INSTANCES);
    }

    @Override
    public List<JobOption> options() {
        return List.of(
                MIN_SIZE,
                SCALE,
                PIXEL_SIZE,
                DIAMETER,
                Views.OPTION,
                OME_TIFF,
                ZARR,
                INTO_IMAGE,
                STACK,
                LINK,
                REACH,
                PROBABILITIES,
                GEOJSON,
                COCO,
                NO_OBJECTS,
                NO_ROIS);
    }

    private static List<String> kinds(Card card) {
        boolean areSeveral = card.task() == Task.INSTANCES && card.labels().size() > 2;
        return areSeveral ? SegmentFindings.kinds(card.labels()) : List.of();
    }

    @Override
    public void require(Card card, JobSettings settings) {
        Job.super.require(card, settings);
        ScaleOptions.rescaling(settings).require(card);
        LabelForms.require(settings);
        StackForms.require(card.task() != Task.SEGMENTATION, settings);
    }

    @Override
    public List<String> cautions(Card card, JobSettings settings) {
        return Stream.concat(
                        Job.super.cautions(card, settings).stream(),
                        ScaleOptions.rescaling(settings).caution(card).stream())
                .toList();
    }

    @Override
    public ScaleChoice rescaling(JobSettings settings, Surroundings around) {
        return rescaling(settings, around.pixelSize());
    }

    /**
     * How an image is brought to the model's scale.
     *
     * @param size of its pixels, where that is known
     * @throws io.fovea.FoveaException if several things are chosen that say it
     */
    public static ScaleChoice rescaling(JobSettings settings, Optional<PixelSize> size) {
        double micrometres =
                size.map(PixelSize::micrometres).orElse(OptionalDouble.empty()).orElse(0);
        return ScaleOptions.rescaling(settings).of(micrometres);
    }

    /**
     * What a user writes of the scale of images; nothing for what is not written.
     *
     * @throws io.fovea.FoveaException if it makes no sense
     */
    public static JobSettings scales(String diameter, String scale, String pixelSize) {
        return JobSettings.USUAL.with(DIAMETER, diameter).with(SCALE, scale).with(PIXEL_SIZE, pixelSize);
    }

    @Override
    public List<String> remarks(List<FolderFile.Entry> images, ScaleNote.Place place) {
        List<String> remarks = new ArrayList<>(ScaleColumns.remarks(images, place));
        remarks.addAll(Believed.remarks(images));
        return remarks;
    }

    @Override
    public boolean writesFolder() {
        return true;
    }

    @Override
    public Segmenter open(Model model, Device device) {
        return Segmenter.open(model, device);
    }

    @Override
    public List<String> columns() {
        return SegmentFindings.FIRST_COLUMNS;
    }

    @Override
    public List<String> columns(Card card) {
        List<String> columns = SegmentFindings.columns(card.labels());
        columns.addAll(kinds(card));
        if (ScaleColumns.areOf(card.sizes())) {
            columns.addAll(ScaleColumns.NAMES);
        }
        columns.addAll(Believed.columns(card));
        return columns;
    }

    @Override
    public Set<String> wholeNumbers(Card card) {
        Set<String> numbers = new HashSet<>(SegmentFindings.FIRST_COLUMNS);
        numbers.addAll(kinds(card));
        numbers.addAll(Believed.RANGE);
        return numbers;
    }

    @Override
    public Set<String> numbers(Card card) {
        Set<String> numbers = new HashSet<>(SegmentFindings.columns(card.labels()));
        numbers.removeAll(SegmentFindings.FIRST_COLUMNS);
        numbers.addAll(ScaleColumns.NAMES);
        numbers.add(Believed.UNLIKE);
        return numbers;
    }

    @Override
    public Optional<DetailsTable> detailsTable() {
        return Optional.of(new DetailsTable("objects.csv", ObjectTable.FIRST_COLUMNS));
    }

    @Override
    public Optional<FolderFile> folderFile(Card card, JobSettings settings) {
        return Optional.of(CocoFile.ofPixels(card, settings.whole(COCO) == 1));
    }

    @Override
    public List<String> charts() {
        return List.of(ScaleColumns.OBJECTS, ObjectTable.AREA);
    }

    @Override
    public void requireMemory(Card card, int width, int height, JobSettings settings) {
        LabelForms.requireMemory(settings, card.labels().size(), width, height);
    }

    @Override
    public Optional<String> planes(JobSettings settings) {
        return StackForms.areMeant(settings) ? Optional.of(StackForms.PLANE) : Optional.empty();
    }

    @Override
    public double stackedBytes(LabelStack planes, JobSettings settings) {
        return StackForms.bytes(planes, settings);
    }

    @Override
    public Outcome stacked(LabelStack planes, List<String> images, JobSettings settings) {
        return StackForms.outcome(planes, images, settings);
    }

    @Override
    public Outcome outcome(Segmentation result, Image image, JobSettings settings) {
        return outcome(result, image, Surroundings.of(image), settings);
    }

    @Override
    public Outcome outcome(Segmentation result, Image image, Surroundings around, JobSettings settings) {
        int minSize = settings.whole(MIN_SIZE);
        boolean rois = settings.whole(NO_ROIS) == 0;
        boolean geoJson = settings.whole(GEOJSON) == 1;
        boolean coco = settings.whole(COCO) == 1;
        Map<String, Image> pictures = new LinkedHashMap<>();
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        LabelForms forms = new LabelForms(settings, around);
        forms.add(result);
        if (!result.hasInstances()) {
            put(pictures, forms, result.classMap());
            documents.putAll(forms.documents());
            put(pictures, "-overlay", result.overlay(image, minSize));
            if (rois || geoJson) {
                ObjectFiles files = ObjectFiles.ofClasses(
                        result.width(), result.height(), result.classes(), result.labels(), around);
                put(documents, ObjectFiles.ROIS, rois, files::rois);
                put(documents, ObjectFiles.GEOJSON, geoJson, files::geoJson);
            }
            Findings found = SegmentFindings.of(result, Optional.empty()).findings(settings);
            return new Outcome(
                    coco ? found.withMasks(PixelMasks.ofClasses(result)) : found,
                    pictures,
                    documents,
                    forms.folders(),
                    forms.additions(),
                    Details.NONE);
        }
        LabelMap instances = result.instances(minSize);
        put(pictures, forms, instances.toImage());
        documents.putAll(forms.documents());
        if (result.hasTrimap()) {
            put(pictures, "-trimap", result.trimap());
        }
        ObjectKinds kinds = result.kinds(instances);
        put(pictures, "-overlay", instances.overlay(image, kinds));
        boolean table = settings.whole(NO_OBJECTS) == 0;
        Details details = table || geoJson
                ? new ObjectTable(
                                instances,
                                around,
                                kinds,
                                ObjectScores.of(result, instances).all())
                        .details()
                : Details.NONE;
        if (rois || geoJson) {
            ObjectFiles files = ObjectFiles.ofObjects(instances, around, kinds);
            put(documents, ObjectFiles.ROIS, rois, files::rois);
            put(documents, ObjectFiles.GEOJSON, geoJson, () -> files.geoJson(kinds, details));
        }
        Findings found = SegmentFindings.of(result, Optional.of(instances)).findings(settings);
        return new Outcome(
                coco ? found.withMasks(PixelMasks.ofObjects(result, instances)) : found,
                pictures,
                documents,
                forms.folders(),
                forms.additions(),
                table ? details : Details.NONE);
    }

    @Override
    public Optional<InStrips> inStrips(
            ImagePredictor<Segmentation> predictor,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            Monitor monitor) {
        return LargeSegmentation.of(predictor, image, around, settings)
                .filter(large -> large.isUnscaled(rescaling(settings, around)))
                .map(large -> large.run(monitor));
    }

    @Override
    public boolean divides(
            ImagePredictor<Segmentation> predictor, LargeImage image, Surroundings around, JobSettings settings) {
        // Probabilities would have to wait in the parts, too, where they have 4 bytes for each class of each pixel.
        return !image.isForMemory()
                && settings.whole(PROBABILITIES) == 0
                && !StackForms.areWanted(settings, around)
                && LargeSegmentation.of(predictor, image, around, settings)
                        .filter(large -> large.isUnscaled(rescaling(settings, around)))
                        .isPresent();
    }

    @Override
    public InStrips part(
            ImagePredictor<Segmentation> predictor,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            int index,
            int count,
            Monitor monitor) {
        return LargeSegmentation.of(predictor, image, around, settings)
                .orElseThrow()
                .part(index, count, monitor);
    }

    @Override
    public Outcome joined(
            Card card,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            List<Path> parts,
            double seconds,
            Monitor monitor) {
        return LargeSegmentation.joined(card, image, around, settings, parts, seconds, monitor);
    }

    private static void put(Map<String, Image> pictures, LabelForms forms, Image labels) {
        if (forms.areOme()) {
            forms.add(labels, labels.depth() == Image.Depth.UINT8 ? 8 : 16);
        } else {
            put(pictures, "-labels", labels);
        }
    }

    private static void put(
            Map<String, ImageDocument> documents, String name, boolean wanted, Supplier<ImageDocument> made) {
        if (wanted) {
            documents.put(name, made.get());
        }
    }

    /** Adds a picture, as PNG where that has room for its values. */
    static void put(Map<String, Image> pictures, String name, Image picture) {
        // PNG has no place for more labels than 16 bits number.
        pictures.put(name + (picture.depth() == Image.Depth.FLOAT32 ? ".tif" : ".png"), picture);
    }
}
