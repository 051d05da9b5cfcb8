package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Segments files into a folder: per image {@code <stem>-labels.png}, {@code <stem>-trimap.png} where the model is a
 * trimap, {@code <stem>-overlay.png}; and {@code segment.csv}.
 *
 * <p>Labels are 16-bit objects, or the class map of a model that tells none apart. Where stems are equal the later file
 * keeps its suffix; the pages of a file are numbered {@code <stem>-0001}.
 */
public final class SegmentFolder {
    private final Segmenter segmenter;
    private final List<Path> files;
    private final OutputFolder folder;
    private final int minSize;
    private List<String> labels;

    private SegmentFolder(Segmenter segmenter, List<Path> files, OutputFolder folder, int minSize) {
        this.segmenter = segmenter;
        this.files = files;
        this.folder = folder;
        this.minSize = minSize;
        this.labels = segmenter.card().labels();
    }

    /**
     * One row of {@code segment.csv}.
     *
     * @param image the file's name; for a page of several, with {@code #page} from 1
     * @param objects the number of objects; -1 for models that tell none apart, empty in the table
     * @param fractions of each class, 0..1
     * @param seconds wall time of the inference
     */
    public record Row(String image, int width, int height, int objects, double[] fractions, double seconds) {
        /** Copies the fractions. */
        public Row {
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
                    && Arrays.equals(fractions, that.fractions)
                    && Double.compare(seconds, that.seconds) == 0;
        }

        @Override
        public int hashCode() {
            return Objects.hash(image, width, height, objects, Arrays.hashCode(fractions), seconds);
        }
    }

    /**
     * Segments every file. Blocks. A bad file is reported and the others are done.
     *
     * @param minSize objects smaller than this many pixels are removed
     * @throws io.fovea.FoveaException before any work if the folder cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<Row> run(Segmenter segmenter, List<Path> files, Path output, int minSize, Monitor monitor) {
        SegmentFolder job = new SegmentFolder(segmenter, files, OutputFolder.open(output), minSize);
        return PageRun.run(files, monitor, job::segment, job::writeTable);
    }

    private List<Row> segment(PageRun.Page page, Monitor monitor) {
        return List.of(segment(page.name(), page.image(), page.stem(), monitor));
    }

    private Row segment(String name, Image image, String stem, Monitor monitor) {
        Segmentation result = segmenter.segment(image, monitor);
        int objects = -1;
        if (result.hasInstances()) {
            LabelMap instances = result.instances(minSize);
            objects = instances.count();
            write(instances.toImage(), stem + "-labels");
            write(result.trimap(), stem + "-trimap");
            write(instances.overlay(image), stem + "-overlay");
        } else {
            write(result.classMap(), stem + "-labels");
            write(result.overlay(image, minSize), stem + "-overlay");
        }
        labels = result.labels();
        double[] fractions = new double[labels.size()];
        for (int c = 0; c < fractions.length; c++) {
            fractions[c] = result.fraction(c);
        }
        return new Row(name, result.width(), result.height(), objects, fractions, result.seconds());
    }

    private void write(Image image, String name) {
        // PNG has no place for more labels than 16 bits number.
        String suffix = image.depth() == Image.Depth.FLOAT32 ? ".tif" : ".png";
        image.write(folder.resolve(name + suffix, files));
    }

    private void writeTable(List<Row> rows) {
        List<String> columns = new ArrayList<>(List.of("image", "width", "height", "objects"));
        labels.forEach(label -> columns.add(label + "_fraction"));
        columns.add("seconds");
        Csv table = new Csv(columns);
        for (Row row : rows) {
            List<Object> values = new ArrayList<>();
            values.addAll(List.of(row.image(), row.width(), row.height(), row.objects() < 0 ? "" : row.objects()));
            for (double fraction : row.fractions()) {
                values.add(fraction);
            }
            values.add(row.seconds());
            table.row(values.toArray());
        }
        table.write(folder.resolve("segment.csv", files));
    }
}
