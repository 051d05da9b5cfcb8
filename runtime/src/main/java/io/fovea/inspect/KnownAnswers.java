package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How well a model does on images of which the answers are known, prepared as its card says.
 *
 * @param score the mean over the images, 0..1
 * @param images how many were answered
 * @param measures what the score is: {@code share right}, {@code foreground IoU}
 */
public record KnownAnswers(double score, int images, String measures) {

    /**
     * Has a model answer a folder of images, all of them. Blocks.
     *
     * @param folder as {@link Ranking#of} takes it
     * @throws FoveaException if the folder does not fit the model, or none of its images can be answered
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static KnownAnswers of(Model model, Path folder, Device device, Monitor monitor) {
        if (!Files.isDirectory(folder)) {
            throw new FoveaException("There is no folder '" + folder + "' of images with known answers.");
        }
        Exam exam = Exam.of(folder, model, OptionalInt.of(Integer.MAX_VALUE));
        Tally tally = new Tally(TriedPixels.current(model));
        Map<Integer, Failure> bad = new TreeMap<>();
        exam.take(model, 0, exam.count(), tally, bad, device, monitor);
        if (tally.count() == 0) {
            throw new FoveaException("No image in '" + folder + "' can be answered.");
        }
        return new KnownAnswers(tally.score(), tally.count(), exam.measures());
    }
}
