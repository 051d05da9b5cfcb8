package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Segments files into a folder: per image {@code <stem>-labels.png}, {@code <stem>-trimap.png} where the model is a
 * trimap, {@code <stem>-overlay.png}; and {@code segment.csv}.
 *
 * <p>Labels are 16-bit objects, or the class map of a model that tells none apart. Results lie in the subfolders that the
 * images lie in. Where stems are equal the later file keeps its suffix; the pages of a file are told apart by what its
 * {@link io.fovea.image.Hyperstack} says, {@code <stem>-c1-z0003}, or by number, {@code <stem>-0003}.
 */
public final class SegmentFolder {
    private static final List<String> FIRST_COLUMNS = List.of("image", "width", "height", "objects");

    private final Segmenter segmenter;
    private final OutputFolder folder;
    private final Path table;
    private final int minSize;
    private List<String> labels;

    private SegmentFolder(Segmenter segmenter, OutputFolder folder, int minSize) {
        this.segmenter = segmenter;
        this.folder = folder;
        this.table = folder.table("segment.csv", FIRST_COLUMNS);
        this.minSize = minSize;
        this.labels = segmenter.card().labels();
    }

    /**
     * One row of {@code segment.csv}.
     *
     * @param image the {@link Source}'s name; for a page of several, with {@code #} and what tells it apart
     * @param objects the number of objects; -1 for models that tell none apart, empty in the table
     * @param labels of the classes; {@code class N} where the model names none
     * @param fractions of each class, 0..1
     * @param seconds wall time of the inference
     */
    public record Row(
            String image, int width, int height, int objects, List<String> labels, double[] fractions, double seconds) {
        /** Copies the lists. */
        public Row {
            labels = List.copyOf(labels);
            fractions = fractions.clone();
        }

        /** A copy. */
        @Override
        public double[] fractions() {
            return fractions.clone();
        }

        /** Whether everything agrees. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Row that
                    && image.equals(that.image)
                    && width == that.width
                    && height == that.height
                    && objects == that.objects
                    && labels.equals(that.labels)
                    && Arrays.equals(fractions, that.fractions)
                    && Double.compare(seconds, that.seconds) == 0;
        }

        @Override
        public int hashCode() {
            return Objects.hash(image, width, height, objects, labels, Arrays.hashCode(fractions), seconds);
        }
    }

    /**
     * Segments every file. Blocks. A bad file is reported and the others are done.
     *
     * @param minSize objects smaller than this many pixels are removed
     * @throws io.fovea.FoveaException before any work if the folder cannot be written, or holds another table
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<Row> run(Segmenter segmenter, Inputs inputs, Path output, int minSize, Monitor monitor) {
        SegmentFolder job = new SegmentFolder(segmenter, OutputFolder.open(output, inputs), minSize);
        return PageRun.run(inputs.feeding(segmenter.card().input()), monitor, job::segment, job::writeTable);
    }

    private List<Row> segment(PageRun.Page page, Monitor monitor) {
        Image image = page.image();
        Map<String, Image> pictures = new LinkedHashMap<>();
        Segmentation result = segmenter.segment(image, monitor);
        int objects = -1;
        if (result.hasInstances()) {
            LabelMap instances = result.instances(minSize);
            objects = instances.count();
            put(pictures, page.stem() + "-labels", instances.toImage());
            put(pictures, page.stem() + "-trimap", result.trimap());
            put(pictures, page.stem() + "-overlay", instances.overlay(image));
        } else {
            put(pictures, page.stem() + "-labels", result.classMap());
            put(pictures, page.stem() + "-overlay", result.overlay(image, minSize));
        }
        folder.write(page.source(), pictures);
        labels = result.labels();
        double[] fractions = new double[labels.size()];
        for (int c = 0; c < fractions.length; c++) {
            fractions[c] = result.fraction(c);
        }
        return List.of(
                new Row(page.name(), result.width(), result.height(), objects, labels, fractions, result.seconds()));
    }

    private static void put(Map<String, Image> pictures, String name, Image picture) {
        // PNG has no place for more labels than 16 bits number.
        pictures.put(name + (picture.depth() == Image.Depth.FLOAT32 ? ".tif" : ".png"), picture);
    }

    private void writeTable(List<Row> rows) {
        List<String> columns = new ArrayList<>(FIRST_COLUMNS);
        labels.forEach(label -> columns.add(label + "_fraction"));
        columns.add("seconds");
        Csv csv = new Csv(columns);
        for (Row row : rows) {
            List<Object> values = new ArrayList<>();
            values.addAll(List.of(row.image(), row.width(), row.height(), row.objects() < 0 ? "" : row.objects()));
            for (double fraction : row.fractions()) {
                values.add(fraction);
            }
            values.add(row.seconds());
            csv.row(values.toArray());
        }
        csv.write(table);
    }
}
