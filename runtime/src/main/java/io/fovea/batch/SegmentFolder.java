package io.fovea.batch;

import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.List;

/**
 * Segments files into a folder: per image {@code <stem>-labels.png}, {@code <stem>-trimap.png} where the model is a
 * trimap, {@code <stem>-overlay.png}; and {@code segment.csv}.
 */
public final class SegmentFolder {
    private SegmentFolder() {}

    /**
     * One row of {@code segment.csv}.
     *
     * @param image the file's name; for a page of several, with {@code #page} from 1
     * @param objects the number of objects; -1 for models that tell none apart
     * @param fractions of each class, 0..1
     * @param seconds wall time of the inference
     */
    public record Row(String image, int width, int height, int objects, double[] fractions, double seconds) {}

    /**
     * Segments every file. A bad file is reported and the others are done.
     *
     * @param minSize objects smaller than this many pixels are removed
     * @throws io.fovea.FoveaException before any work if the folder cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    public static Report<Row> run(Segmenter segmenter, List<Path> files, Path output, int minSize, Monitor monitor) {
        throw new UnsupportedOperationException();
    }
}
