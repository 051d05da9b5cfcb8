package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.PixelSize;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Outlines and counts what images show: per image {@code <stem>-labels.png}, {@code <stem>-trimap.png} where the model
 * is a trimap, {@code <stem>-overlay.png}, {@code <stem>-rois.zip}; {@code segment.csv}, and {@code objects.csv} where objects are
 * told apart.
 *
 * <p>Labels are 16-bit objects, or the class map of a model that tells none apart.
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

    /** Whether objects.csv is left out. */
    public static final JobOption NO_OBJECTS = JobOption.flag("no-objects", "Leaves objects.csv out");

    /** Whether the selections for ImageJ are left out. */
    public static final JobOption NO_ROIS = JobOption.flag("no-rois", "Leaves <image>-rois.zip out");

    /** What a network that tells objects apart finds. */
    private static final String OBJECT = "object";

    private static final List<String> COLUMNS = List.of("width", "height", ScaleColumns.OBJECTS);

    /** Classes beyond which a line would be wider than a terminal. */
    private static final int MOST_COLUMNS = 6;

    /** Of many classes, how many are told. */
    private static final int MOST_NAMED = 4;

    SegmentJob() {}

    @Override
    public String verb() {
        return "segment";
    }

    @Override
    public String purpose() {
        return "Outlines and counts objects: writes labels, overlay and ImageJ's ROIs of each image, its trimap where the"
                + " model has one, segment.csv, and objects.csv with a row for each object.";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.SEGMENTATION, Task.TRIMAP, Task.INSTANCES);
    }

    @Override
    public List<JobOption> options() {
        return List.of(MIN_SIZE, SCALE, PIXEL_SIZE, DIAMETER, GEOJSON, NO_OBJECTS, NO_ROIS);
    }

    @Override
    public void require(Card card, JobSettings settings) {
        ScaleOptions.rescaling(settings).require(card);
    }

    @Override
    public List<String> cautions(Card card, JobSettings settings) {
        return ScaleOptions.rescaling(settings).caution(card).stream().toList();
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
        return ScaleColumns.remarks(images, place);
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
        return COLUMNS;
    }

    @Override
    public List<String> columns(Card card) {
        List<String> columns = columns(card.labels());
        if (ScaleColumns.areOf(card.sizes())) {
            columns.addAll(ScaleColumns.NAMES);
        }
        return columns;
    }

    private static List<String> columns(List<String> labels) {
        List<String> columns = new ArrayList<>(COLUMNS);
        labels.forEach(label -> columns.add(label + "_fraction"));
        return columns;
    }

    @Override
    public Optional<DetailsTable> detailsTable() {
        return Optional.of(new DetailsTable("objects.csv", ObjectTable.FIRST_COLUMNS));
    }

    @Override
    public List<String> charts() {
        return List.of(ScaleColumns.OBJECTS, ObjectTable.AREA);
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
        Map<String, Image> pictures = new LinkedHashMap<>();
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        if (!result.hasInstances()) {
            put(pictures, "-labels", result.classMap());
            put(pictures, "-overlay", result.overlay(image, minSize));
            if (rois || geoJson) {
                ObjectFiles files = ObjectFiles.ofClasses(result, around);
                put(documents, ObjectFiles.ROIS, rois, files::rois);
                put(documents, ObjectFiles.GEOJSON, geoJson, files::geoJson);
            }
            return new Outcome(findings(result, Optional.empty(), settings), pictures, documents, Details.NONE);
        }
        LabelMap instances = result.instances(minSize);
        put(pictures, "-labels", instances.toImage());
        if (result.hasTrimap()) {
            put(pictures, "-trimap", result.trimap());
        }
        put(pictures, "-overlay", instances.overlay(image));
        boolean table = settings.whole(NO_OBJECTS) == 0;
        Details details = table || geoJson ? new ObjectTable(instances, around).details() : Details.NONE;
        if (rois || geoJson) {
            ObjectFiles files = ObjectFiles.ofObjects(instances, around);
            put(documents, ObjectFiles.ROIS, rois, files::rois);
            put(documents, ObjectFiles.GEOJSON, geoJson, () -> files.geoJson(OBJECT, details));
        }
        return new Outcome(
                findings(result, Optional.of(instances), settings),
                pictures,
                documents,
                table ? details : Details.NONE);
    }

    private static void put(
            Map<String, ImageDocument> documents, String name, boolean wanted, Supplier<ImageDocument> made) {
        if (wanted) {
            documents.put(name, made.get());
        }
    }

    private static void put(Map<String, Image> pictures, String name, Image picture) {
        // PNG has no place for more labels than 16 bits number.
        pictures.put(name + (picture.depth() == Image.Depth.FLOAT32 ? ".tif" : ".png"), picture);
    }

    /**
     * What is found.
     *
     * @param instances none of a model that tells none apart
     */
    private static Findings findings(Segmentation result, Optional<LabelMap> instances, JobSettings settings) {
        Object objects = instances.map(map -> (Object) map.count()).orElse("");
        List<Object> row = new ArrayList<>(List.of(result.width(), result.height(), objects));
        for (int c = 0; c < result.labels().size(); c++) {
            row.add(result.fraction(c));
        }
        List<String> columns = columns(result.labels());
        boolean isScaled =
                ScaleColumns.areOf(result.sizes()) || ScaleOptions.ALL.stream().anyMatch(settings::has);
        if (isScaled) {
            columns.addAll(ScaleColumns.NAMES);
            row.addAll(ScaleColumns.of(result, instances));
        }
        List<String> headings = new ArrayList<>(List.of("width", "height"));
        List<Object> line = new ArrayList<>(List.of(result.width(), result.height()));
        if (result.hasInstances()) {
            headings.add(ScaleColumns.OBJECTS);
            line.add(objects);
        } else {
            addShares(result, headings, line);
        }
        if (isScaled) {
            headings.add("scale");
            line.add(ScaleNote.brief(result.scale()));
        }
        headings.add("seconds");
        line.add(String.format(Locale.ROOT, "%.2f", result.seconds()));
        return new Findings(columns, List.of(row), headings, line);
    }

    /** The shares of the classes, or of the largest where there are many: the table has them all. */
    private static void addShares(Segmentation result, List<String> headings, List<Object> line) {
        List<String> labels = result.labels();
        if (labels.size() > MOST_COLUMNS) {
            headings.add("classes");
            line.add(largest(result));
            return;
        }
        for (int c = 0; c < labels.size(); c++) {
            headings.add(labels.get(c));
            line.add(percent(result.fraction(c)));
        }
    }

    private static String largest(Segmentation result) {
        return IntStream.range(0, result.labels().size())
                .boxed()
                .filter(index -> result.fraction(index) > 0)
                .sorted(Comparator.comparingDouble(index -> -result.fraction(index)))
                .limit(MOST_NAMED)
                .map(index -> result.labels().get(index) + " " + percent(result.fraction(index)))
                .collect(Collectors.joining(", "));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
    }
}
