package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.LabelStack;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.session.Device;
import java.nio.file.Path;
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
    default void require(Card card, JobSettings settings) {
        Views.of(settings).require(card);
    }

    /**
     * Sentences on what a user should know before the work begins, such as what it costs.
     *
     * @param settings that make sense of the model
     */
    default List<String> cautions(Card card, JobSettings settings) {
        return Views.of(settings).caution().stream().toList();
    }

    /**
     * Looks whether what is to be written of an image fits into the memory, beside its answer, before that is asked for.
     *
     * @param card the model's
     * @throws io.fovea.FoveaException if it does not, saying what to do
     */
    default void requireMemory(Card card, int width, int height, JobSettings settings) {
        // Most that is written is small beside the answer.
    }

    /**
     * How an image is brought to the model's scale.
     *
     * @param around it
     */
    default ScaleChoice rescaling(JobSettings settings, Surroundings around) {
        return ScaleChoice.USUAL;
    }

    /**
     * Sentences on what was found in all images of a folder, for who reads nothing else; most jobs have none.
     *
     * @param place where they are read
     */
    default List<String> remarks(List<FolderFile.Entry> images, ScaleNote.Place place) {
        return List.of();
    }

    /**
     * A table about the parts of images.
     *
     * @param name of the file
     * @param firstColumns that it begins with, behind that of the image
     */
    record DetailsTable(String name, List<String> firstColumns) {
        /** Copies the list. */
        public DetailsTable {
            firstColumns = List.copyOf(firstColumns);
        }
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

    /** The columns that hold whole numbers where they hold anything, whatever they hold in the images of a run. */
    default Set<String> wholeNumbers(Card card) {
        return Set.of();
    }

    /** The columns that hold numbers where they hold anything, whatever they hold in the images of a run. */
    default Set<String> numbers(Card card) {
        return Set.of();
    }

    /**
     * What is written of an answer.
     *
     * @param image that it is about
     */
    Outcome outcome(P prediction, Image image, JobSettings settings);

    /**
     * What is written of an answer about an image in a file. Blocks where it asks the file for more.
     *
     * @param image that it is about
     * @param around it
     */
    default Outcome outcome(P prediction, Image image, Surroundings around, JobSettings settings) {
        return outcome(prediction, image, settings);
    }

    /**
     * What came of an image that was never in memory as a whole.
     *
     * @param outcome as of any other image
     * @param seconds of the inference
     */
    record InStrips(Outcome outcome, double seconds) {}

    /**
     * Works on an image that is too large to be in memory as a whole, strip by strip. Blocks.
     *
     * @return empty, and nothing is done, where the job, the model or what is chosen needs the whole image
     * @throws io.fovea.FoveaException if a strip cannot be read, or what must be in memory does not fit there
     * @throws io.fovea.session.CancelledException if cancelled
     */
    default Optional<InStrips> inStrips(
            ImagePredictor<P> predictor, LargeImage image, Surroundings around, JobSettings settings, Monitor monitor) {
        return Optional.empty();
    }

    /**
     * Whether several machines can divide a large image, each doing a {@linkplain #part part} of it.
     *
     * @return whether it can be done so, whatever the machine
     */
    default boolean divides(ImagePredictor<P> predictor, LargeImage image, Surroundings around, JobSettings settings) {
        return false;
    }

    /**
     * Does a part of a large image that the job {@link #divides}. Blocks.
     *
     * @param index of the part, from 1 to {@code count}
     * @return one document, of which with the others {@link #joined} makes the results
     * @throws io.fovea.FoveaException as of {@link #inStrips}
     * @throws io.fovea.session.CancelledException if cancelled
     */
    default InStrips part(
            ImagePredictor<P> predictor,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            int index,
            int count,
            Monitor monitor) {
        throw new UnsupportedOperationException(verb() + " divides no images");
    }

    /**
     * Makes of all parts of a large image what {@link #inStrips} makes of it. Needs no network. Blocks.
     *
     * @param card of the model
     * @param parts the documents, from the first to the last
     * @param seconds of all inferences
     * @throws io.fovea.FoveaException if a part or the image cannot be read
     * @throws io.fovea.session.CancelledException if cancelled
     */
    default Outcome joined(
            Card card,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            List<Path> parts,
            double seconds,
            Monitor monitor) {
        throw new UnsupportedOperationException(verb() + " divides no images");
    }

    /**
     * What of each page of a stack waits in a file of its own until all pages are done: what follows the stem in its name. Nothing
     * of most jobs.
     */
    default Optional<String> planes(JobSettings settings) {
        return Optional.empty();
    }

    /**
     * What is written of the {@link #planes} of a stack together: documents and folders.
     *
     * @param images of the planes, as they stand in tables; empty of planes that are background
     */
    default Outcome stacked(LabelStack planes, List<String> images, JobSettings settings) {
        throw new UnsupportedOperationException(verb() + " makes no stacks");
    }

    /** What {@link #stacked} holds of a stack at once while it is written, in bytes. */
    default double stackedBytes(LabelStack planes, JobSettings settings) {
        return 0;
    }

    /** The table of the parts of images, such as the objects in them, in the same folder; most jobs write none. */
    default Optional<DetailsTable> detailsTable() {
        return Optional.empty();
    }

    /** The columns whose values, over all images, show which image is unlike the others: numbers of the line or of the details. */
    default List<String> charts() {
        return List.of();
    }

    /**
     * A file about all images of a folder together, beside the table; most jobs write none.
     *
     * @param settings what a user chose
     */
    default Optional<FolderFile> folderFile(Card card, JobSettings settings) {
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
