package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.Lut;
import io.fovea.image.PackedImage;
import io.fovea.image.SpilledPlanes;
import io.fovea.session.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes of the strips of an image what {@link SegmentJob} makes of a whole one: labels, trimap, overlay, selections, table. Of one
 * that is {@linkplain LargeImage#isForMemory large for the memory alone} the files are the same; of others labels and trimap stay
 * compressed, and the overlay is smaller. Not thread-safe.
 */
final class StripSegmentation implements StripSink, AutoCloseable {
    /** The longer side of the overlay of a large image, in pixels. */
    static final int OVERLAY = 3000;

    /** ImageJ's ROI Manager hardly holds more. */
    static final int MOST_ROIS = 65_535;

    private static final int GREY_STEP = 127;
    private static final int LABEL_BITS = 16;
    private static final int CLASS_BITS = 8;

    private final LargeImage image;
    private final Surroundings around;
    private final JobSettings settings;
    private final boolean isMeasured;
    private final Cancellation cancel;
    private final int width;
    private final int height;
    private final PackedImage labels;
    private final PackedImage trimap;
    private final SmallOverlay overlay;
    private final LabelRows labelRows;
    private final ClusterScan clusters;
    private final long[] counts = new long[256];
    private final IntStream.Builder areas = IntStream.builder();
    private final List<List<Object>> rows = new ArrayList<>();
    private List<String> columns = ObjectTable.FIRST_COLUMNS;
    private Optional<RoiZip> rois;
    private Optional<SpilledPlanes> maps = Optional.empty();
    private List<String> classes = List.of();
    private boolean isTrimap;

    /** Nothing yet. */
    StripSegmentation(LargeImage image, Surroundings around, JobSettings settings, Cancellation cancel) {
        this.image = image;
        this.around = around;
        this.settings = settings;
        this.cancel = cancel;
        this.width = image.rows().header().width();
        this.height = image.rows().header().height();
        this.labels = new PackedImage(width, height);
        this.trimap = new PackedImage(width, height);
        this.overlay = new SmallOverlay(width, height, image.isForMemory() ? Math.max(width, height) : OVERLAY);
        this.isMeasured = settings.whole(SegmentJob.NO_OBJECTS) == 0;
        this.rois = settings.whole(SegmentJob.NO_ROIS) == 0 ? Optional.of(new RoiZip()) : Optional.empty();
        this.labelRows = new LabelRows(width, this::number, this::label);
        ClusterObjects objects = new ClusterObjects(
                width, height, settings.whole(SegmentJob.MIN_SIZE), isMeasured, rois.isPresent(), around.pixelSize());
        this.clusters = new ClusterScan(cluster -> objects.find(cluster, labelRows));
    }

    @Override
    public void take(int top, int count, PixelStrip strip) {
        classes = strip.labels();
        isTrimap = strip.isTrimap();
        Image shown = image.rows().read(top, count);
        overlay.add(shown);
        List<Image> channels = isTrimap && isMeasured ? channels(top, count, shown) : List.of();
        int[] line = new int[width];
        for (int row = 0; row < count; row++) {
            cancel.check();
            for (int x = 0; x < width; x++) {
                line[x] = strip.type(row, x);
                counts[line[x]]++;
            }
            if (isTrimap) {
                objects(top + row, strip, row, channels, line);
            } else {
                label(line);
            }
        }
    }

    @Override
    public boolean wantsProbabilities() {
        return settings.whole(SegmentJob.PROBABILITIES) == 1;
    }

    @Override
    public void takeProbabilities(int count, float[][] planes, List<String> labels) {
        if (planes.length == 0) {
            return;
        }
        if (maps.isEmpty()) {
            maps = Optional.of(new SpilledPlanes(width, height, planes.length));
        }
        maps.get().add(planes, count);
    }

    private List<Image> channels(int top, int count, Image shown) {
        List<Image> channels = new ArrayList<>();
        for (ImageRows each : image.channels()) {
            channels.add(each == image.rows() ? shown : each.read(top, count));
        }
        return channels;
    }

    private void objects(int y, PixelStrip strip, int row, List<Image> channels, int[] line) {
        for (int x = 0; x < width; x++) {
            line[x] *= GREY_STEP;
        }
        trimap.add(line);
        clusters.add(y, strip, row, (from, to) -> values(channels, row, from, to));
        labelRows.passBefore(clusters.firstOpen(y + 1));
    }

    private static float[][] values(List<Image> channels, int row, int from, int to) {
        List<float[]> values = new ArrayList<>();
        for (Image each : channels) {
            for (int c = 0; c < each.channels(); c++) {
                float[] channel = new float[to - from];
                for (int x = from; x < to; x++) {
                    channel[x - from] = each.value(x, row, c);
                }
                values.add(channel);
            }
        }
        return values.toArray(float[][]::new);
    }

    private void number(FoundObject object) {
        areas.add(object.area());
        if (isMeasured) {
            columns = rows.isEmpty() ? List.copyOf(object.row().keySet()) : columns;
            rows.add(List.copyOf(object.row().values()));
        }
        if (object.number() > MOST_ROIS && !image.isForMemory()) {
            rois = Optional.empty();
        }
        rois.ifPresent(zip -> {
            String name = around.place().named(String.format(Locale.ROOT, "%04d", object.number()));
            RoiFile file = new RoiFile(name, Lut.color(object.number()), around.place());
            zip.add(name, file.outline(object.rings(), object.bounds()));
        });
    }

    private void label(int[] row) {
        labels.add(row);
        overlay.add(row);
    }

    /**
     * All of it.
     *
     * @param found what is told of it, for its numbers of pixels in each class, and the areas of its objects
     */
    Outcome outcome(Figures found) {
        clusters.end();
        labelRows.passBefore(isTrimap ? height : 0);
        Map<String, Image> pictures = new LinkedHashMap<>();
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        LabelForms forms = new LabelForms(settings, around);
        if (forms.areOme()) {
            forms.add(labels, isTrimap ? LABEL_BITS : CLASS_BITS);
        } else {
            put(pictures, documents, "-labels", labels, isTrimap ? LABEL_BITS : CLASS_BITS);
        }
        maps.ifPresent(planes -> forms.add(planes, classes, planes::close));
        documents.putAll(forms.documents());
        if (isTrimap) {
            put(pictures, documents, "-trimap", trimap, CLASS_BITS);
        }
        pictures.put("-overlay.png", overlay.picture());
        rois.flatMap(this::selections).ifPresent(zip -> documents.put(ObjectFiles.ROIS, zip));
        Optional<int[]> sizes = isTrimap ? Optional.of(areas.build().toArray()) : Optional.empty();
        double all = (double) width * height;
        List<Double> fractions = IntStream.range(0, classes.size())
                .mapToObj(c -> counts[c] / all)
                .toList();
        Details details = isTrimap && isMeasured ? new Details(columns, rows) : Details.NONE;
        return new Outcome(
                found.of(classes, fractions, sizes), pictures, documents, forms.folders(), forms.additions(), details);
    }

    private void put(
            Map<String, Image> pictures,
            Map<String, ImageDocument> documents,
            String name,
            PackedImage made,
            int bits) {
        if (image.isForMemory()) {
            SegmentJob.put(pictures, name, made.image(bits));
        } else {
            documents.put(name + ".tif", (out, origin) -> made.writeTo(out, bits, origin));
        }
    }

    /** Those of the objects; where they are not told apart, of the classes, if all of these may be in memory. */
    private Optional<RoiZip> selections(RoiZip ofObjects) {
        if (isTrimap) {
            return Optional.of(ofObjects);
        }
        if (!image.isForMemory()) {
            return Optional.empty();
        }
        byte[] areas = labels.image(CLASS_BITS).bytes();
        return Optional.of(
                ObjectFiles.ofClasses(width, height, areas, classes, around).rois());
    }

    /** Tells what was found. */
    @FunctionalInterface
    interface Figures {
        Findings of(List<String> labels, List<Double> fractions, Optional<int[]> areas);
    }

    @Override
    public void close() {
        maps.ifPresent(SpilledPlanes::close);
    }

    /** Whether selections were left out because there were too many. */
    boolean hasTooManyRois(JobSettings settings) {
        return settings.whole(SegmentJob.NO_ROIS) == 0 && !image.isForMemory() && (rois.isEmpty() || !isTrimap);
    }
}
