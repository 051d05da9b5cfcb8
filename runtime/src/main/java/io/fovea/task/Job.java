package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done with the models of a task, from opening them to what is written of their answers. One in {@link Jobs}. */
public interface Job<P extends Prediction> {
    /** Names the command and the table, and completes "the model cannot ...". */
    String verb();

    /** What it does, and what it writes into a folder besides its table, in a sentence. */
    String purpose();

    /** The tasks whose models it is for. */
    Set<Task> tasks();

    /** What a user may choose. */
    default List<JobOption> options() {
        return List.of();
    }

    /**
     * Looks whether what a user chose makes sense of a model.
     *
     * @throws io.fovea.FoveaException if it does not
     */
    default void require(Card card, JobSettings settings) {}

    /** How images are brought to the model's scale. */
    default Rescaling rescaling(JobSettings settings) {
        return Rescaling.USUAL;
    }

    /** Sentences on what was found in all images of a folder, for who reads nothing else; most jobs have none. */
    default List<String> remarks(List<FolderFile.Entry> images) {
        return List.of();
    }

    /** Whether its table, and what else it makes, is written into a folder; otherwise there is the table alone to print. */
    boolean writesFolder();

    /**
     * Loads a model.
     *
     * @throws io.fovea.FoveaException if it is not {@linkplain #fitted for this}, or the device is not there
     */
    ImagePredictor<P> open(Model model, Device device);

    /** The columns that its table begins with whatever the model, behind that of the image. */
    List<String> columns();

    /** All columns of the table of a model, as far as its card tells them. */
    default List<String> columns(Card card) {
        return columns();
    }

    /**
     * What is written of an answer.
     *
     * @param image that it is about
     */
    Outcome outcome(P prediction, Image image, JobSettings settings);

    /** A file about all images of a folder together, beside the table; most jobs write none. */
    default Optional<FolderFile> folderFile(Card card) {
        return Optional.empty();
    }

    /**
     * Lets models of its tasks pass, and of others those of which {@linkplain Model#as another output} is for it.
     *
     * @return the model, as it is for this job
     * @throws io.fovea.FoveaException if the model is of another task
     */
    default Model fitted(Model model) {
        return model.as(tasks()).orElseThrow(() -> Refusals.cannot(model, verb(), tasks()));
    }
}
