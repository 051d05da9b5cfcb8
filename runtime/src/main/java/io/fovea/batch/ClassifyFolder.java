package io.fovea.batch;

import io.fovea.task.Classification;
import io.fovea.task.Classifier;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.List;

/** Classifies files, decoding the next while one is being looked at. */
public final class ClassifyFolder {
    private ClassifyFolder() {}

    /**
     * What a classifier said of a file, or of one page of it.
     *
     * @param image the file's name; for a page of several, with {@code #page} from 1
     */
    public record Row(String image, Classification classification) {}

    /**
     * Classifies every file. A bad file is reported and the others are done.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Report<Row> run(Classifier classifier, List<Path> files, Monitor monitor) {
        throw new UnsupportedOperationException();
    }

    /** Writes {@code image,rank,label,probability}, the first {@code top} classes of each. */
    public static void write(Report<Row> report, int top, Path csv) {
        throw new UnsupportedOperationException();
    }
}
