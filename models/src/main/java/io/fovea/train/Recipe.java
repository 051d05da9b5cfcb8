package io.fovea.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.model.Task;
import io.fovea.zoo.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An exact training run, written as YAML: the network, the data, the split, how it is trained. Whoever has the data gets
 * the same model from it.
 *
 * @param name of the model
 * @param description one or two sentences for the card
 * @param architecture such as {@code zoo:digits}
 * @param task what the model will do
 * @param labels one per class, in the order of the output
 * @param input what the network is given
 * @param data where the examples are, below the data folder
 * @param split which of them are held out
 * @param augmentation how training examples are varied
 * @param training how the weights are found
 * @param base what others trained and the network stands on, instead of an architecture; null for none
 */
public record Recipe(
        String name,
        String description,
        String architecture,
        Task task,
        List<String> labels,
        InputSpec input,
        DataSpec data,
        SplitSpec split,
        Augmentation augmentation,
        TrainingOptions training,
        @JsonInclude(JsonInclude.Include.NON_NULL) BaseSpec base) {

    /**
     * Where the examples are.
     *
     * @param kind {@code idx} for MNIST's format, {@code folder} for a sub-folder of images per class, {@code masks} for
     *     images and masks of the same names, {@code instances} for images and label images of the same names,
     *     {@code table} for a CSV file, or folder names, with any number of labels per image
     * @param images file or folder of the images, or a zip in its place; left out for the data folder itself; where
     *     it has folders {@code train}, {@code validation} and {@code test}, these are the split
     * @param labels file or folder of the answers, where they are not in the images' folder
     * @param testImages images that come as a test set of their own; empty where the split makes one
     * @param testLabels their answers
     * @param crop side in pixels of the squares cut from images at their own resolution; 0 for the input's size, to
     *     which whole images are squeezed if the model takes them so; not in the mode {@code features}
     * @param values the pixel value that stands for each class in masks; left out for 0, 1, 2, ...; pixels of
     *     other values, such as 255 by custom, are ignored
     * @param contour width in pixels of the contour of trimaps made from instances
     * @param repeats how often an epoch shows each training example, each time varied anew
     * @param source where the data comes from and under which licence
     */
    public record DataSpec(
            String kind,
            String images,
            String labels,
            String testImages,
            String testLabels,
            int crop,
            List<Integer> values,
            int contour,
            int repeats,
            String source) {

        /** Fills in what is left out. */
        public DataSpec {
            images = images == null ? "" : images;
            labels = labels == null ? "" : labels;
            testImages = testImages == null ? "" : testImages;
            testLabels = testLabels == null ? "" : testLabels;
            values = values == null ? List.of() : List.copyOf(values);
            contour = contour == 0 ? 2 : contour;
            repeats = repeats == 0 ? 1 : repeats;
            source = source == null ? "" : source;
        }
    }

    /**
     * Which examples are held out.
     *
     * @param seed of the shuffle
     * @param validation share that chooses the best weights, below 1; or from 1 a number of examples
     * @param test share or number that measures; 0 where the data has a test set
     * @param balanced whether every class gives the same share; for data in a folder per class
     */
    public record SplitSpec(long seed, double validation, double test, boolean balanced) {}

    /** Fills in what is left out. */
    public Recipe {
        labels = labels == null ? List.of() : List.copyOf(labels);
        split = split == null ? new SplitSpec(1337, 0.1, 0.2, false) : split;
        augmentation = augmentation == null ? Augmentation.NONE : augmentation;
        description = description == null ? "" : description;
        architecture = architecture == null && base != null ? "" : architecture;
        training = training == null ? TrainingOptions.of(draft -> {}) : training;
    }

    /**
     * Reads a recipe file.
     *
     * @throws FoveaException when it is missing or does not make sense, saying where
     */
    public static Recipe read(Path file) {
        try {
            return parse(Files.readString(file), "'" + file + "'");
        } catch (IOException e) {
            throw new FoveaException("The recipe '" + file + "' cannot be read; give the path of a .yaml file.", e);
        }
    }

    /**
     * Reads a recipe from its text.
     *
     * @param origin names it in errors
     * @throws FoveaException when it does not make sense, saying where
     */
    public static Recipe parse(String yaml, String origin) {
        return RecipeYaml.read(yaml, origin);
    }

    /** The same recipe, trained otherwise. */
    public Recipe withTraining(TrainingOptions other) {
        return new Recipe(name, description, architecture, task, labels, input, data, split, augmentation, other, base);
    }

    /**
     * The same recipe on another base.
     *
     * @param model a shipped model's name or an {@code .onnx} file
     * @throws FoveaException when it stands on none
     */
    public Recipe withBase(String model) {
        if (base == null) {
            throw new FoveaException("The recipe '" + name + "' trains " + architecture
                    + " from scratch; there is no base to be replaced.");
        }
        return new Recipe(
                name,
                description,
                architecture,
                task,
                labels,
                input,
                data,
                split,
                augmentation,
                training,
                base.withModel(model));
    }

    /**
     * The recipe as it goes out with a model: its base by the name of the file, because a folder is of one machine and
     * may tell more than its owner wants.
     */
    Recipe published() {
        if (base == null) {
            return this;
        }
        String path = base.model();
        return withBase(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
    }

    /** The recipe as YAML, with everything filled in. */
    public String toYaml() {
        return RecipeYaml.write(this);
    }

    /** Whether an image may have any number of the labels at once. */
    boolean isMultiLabel() {
        return data.kind().equals("table");
    }

    /** Whether one number answers: how sure it is of the second label. */
    boolean isYesOrNo() {
        return task == Task.CLASSIFICATION
                && labels.size() == 2
                && training.loss().equals("binary-crossentropy")
                && !isMultiLabel();
    }

    Architecture.Settings settings() {
        return new Architecture.Settings(
                input.height() == 0 ? -1 : input.height(),
                input.width() == 0 ? -1 : input.width(),
                input.channels(),
                isYesOrNo() ? 1 : labels.size(),
                training.seed());
    }
}
