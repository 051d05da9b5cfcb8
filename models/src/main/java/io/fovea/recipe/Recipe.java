package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.data.Augmentation;
import io.fovea.model.Scored;
import io.fovea.model.Task;
import io.fovea.zoo.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An exact training run, written as YAML: the network, the data, the split, how it is trained. Whoever has the data gets
 * the same model from it.
 *
 * @param name of the model
 * @param description one or two sentences for the card
 * @param license under which its maker gives the trained weights on, for the card; empty where nothing is said
 * @param architecture such as {@code zoo:digits}, or an {@code .onnx} file, whose weights the training begins with; empty where
 *     the network stands on a base
 * @param task what the model will do
 * @param labels one per class, in the order of the output
 * @param input what the network is given
 * @param data where the examples are, below the data folder
 * @param split which of them are held out
 * @param augmentation how training examples are varied
 * @param training how the weights are found
 * @param base what others trained and the network stands on, instead of an architecture
 * @param objects how the network tells objects apart, where its task is {@code instances}
 * @param top whether the architecture has its published head (yes); without, its last feature map is averaged and one layer
 *     answers
 */
public record Recipe(
        String name,
        String description,
        String license,
        @JsonSerialize(converter = Unsaid.Text.class) Optional<String> architecture,
        Task task,
        List<String> labels,
        InputSpec input,
        DataSpec data,
        SplitSpec split,
        Augmentation augmentation,
        TrainingOptions training,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BaseSpec> base,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ObjectsSpec> objects,
        Boolean top) {

    /** The metadata key under which a model keeps its recipe. */
    public static final String KEY = "fovea.recipe";

    /** What an architecture ends in that is a file. */
    private static final String FILE = ".onnx";

    /** What an architecture begins with that a Java program built, of which a recipe knows no more than the name. */
    public static final String OF_JAVA = "java:";

    /** Fills in what is left out. */
    public Recipe {
        labels = labels == null ? List.of() : List.copyOf(labels);
        split = split == null ? new SplitSpec(null, null, null, false) : split;
        augmentation = augmentation == null ? Augmentation.NONE : augmentation;
        description = description == null ? "" : description;
        license = license == null ? "" : license.strip();
        base = base == null ? Optional.empty() : base;
        objects = objects == null ? Optional.empty() : objects;
        top = top == null || top;
        architecture = Unsaid.text(architecture);
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
        return with(architecture, data, other, base);
    }

    /** The same recipe for other data. */
    public Recipe withData(DataSpec other) {
        return with(architecture, other, training, base);
    }

    private Recipe with(
            Optional<String> network, DataSpec examples, TrainingOptions options, Optional<BaseSpec> foundation) {
        return new Recipe(
                name,
                description,
                license,
                network,
                task,
                labels,
                input,
                examples,
                split,
                augmentation,
                options,
                foundation,
                objects,
                top);
    }

    /**
     * The same recipe, whose students have another teacher; where it names none yet, one beside the truth.
     *
     * @param model a shipped model's name or an {@code .onnx} file
     */
    public Recipe withTeacher(String model) {
        boolean labels = data.unlabelled().isPresent();
        Optional<DistillationSpec> distillation = training.distillation()
                .map(spec -> spec.withTeacher(model))
                .or(() -> labels ? Optional.empty() : Optional.of(DistillationSpec.from(model)));
        return withData(data.with(data.unlabelled().map(spec -> spec.withTeacher(model))))
                .withTraining(training.with(draft -> draft.distillation = distillation.orElse(null)));
    }

    /**
     * The same recipe with images that nobody labelled, in the place of its own.
     *
     * @param folder of theirs
     */
    public Recipe withUnlabelled(String folder) {
        UnlabelledSpec images =
                data.unlabelled().map(spec -> spec.withImages(folder)).orElseGet(() -> UnlabelledSpec.of(folder));
        return withData(data.with(Optional.of(images)));
    }

    /**
     * The same recipe on another base.
     *
     * @param model a shipped model's name or an {@code .onnx} file
     * @throws FoveaException when it stands on none
     */
    public Recipe withBase(String model) {
        return with(architecture, data, training, Optional.of(requireBase().withModel(model)));
    }

    /**
     * The base, where there has to be one.
     *
     * @throws FoveaException when the recipe stands on none
     */
    public BaseSpec requireBase() {
        return base.orElseThrow(() -> new FoveaException("The recipe '" + name + "' trains "
                + architecture.orElse("a network") + " from scratch; there is no base to be replaced."));
    }

    /**
     * The recipe as it goes out with a model: its base and its teachers by the names of their files, because a folder is of
     * one machine and may tell more than its owner wants.
     */
    public Recipe published() {
        return base.map(BaseSpec::model)
                .map(path -> withBase(UserPath.withoutFolder(path)))
                .or(() -> file().map(path -> withArchitecture(UserPath.withoutFolder(path))))
                .orElse(this)
                .withoutTeachersFolders();
    }

    private Recipe withoutTeachersFolders() {
        Optional<DistillationSpec> distillation =
                training.distillation().map(spec -> spec.withTeacher(UserPath.withoutFolder(spec.teacher())));
        Optional<UnlabelledSpec> unlabelled = data.unlabelled().map(spec -> spec.teacher()
                .map(path -> spec.withTeacher(UserPath.withoutFolder(path)))
                .orElse(spec));
        return withData(data.with(unlabelled))
                .withTraining(training.with(draft -> draft.distillation = distillation.orElse(null)));
    }

    private Recipe withArchitecture(String other) {
        return with(Optional.of(other), data, training, base);
    }

    /** The ONNX file that is the network, where the architecture is one. */
    public Optional<String> file() {
        return architecture.filter(path -> path.toLowerCase(Locale.ROOT).endsWith(FILE) && !path.startsWith(OF_JAVA));
    }

    /** The recipe as YAML, with everything filled in. */
    public String toYaml() {
        return RecipeYaml.write(this);
    }

    /** Whether an image may have any number of the labels at once. */
    public boolean isMultiLabel() {
        return data.kind().isMultiLabel();
    }

    /** Whether one number answers: how sure it is of the second label. */
    public boolean isYesOrNo() {
        return task.scored() == Scored.IMAGES
                && labels.size() == 2
                && training.loss().name() == LossName.BINARY_CROSSENTROPY
                && !isMultiLabel();
    }

    /**
     * Asks whether the recipe's words fit one another.
     *
     * @throws FoveaException when its task cannot be trained, its labels are not told apart or do not fit its kind of data,
     *     nothing would measure what it monitors, or its images are of two sizes
     */
    public void requireConsistent() {
        Consistency.check(this);
    }

    /**
     * Asks whether the images that a network is given can be held in memory, by themselves and in batches.
     *
     * @throws FoveaException when they are too large
     */
    public void requireBatchesFit() {
        RecipeSizes.require(this);
    }

    /** Width in pixels of the images that are trained on, of the crop or else of the input; empty where neither says it. */
    public OptionalInt trainedWidth() {
        return trained(input.width());
    }

    /** Height in pixels, likewise. */
    public OptionalInt trainedHeight() {
        return trained(input.height());
    }

    private OptionalInt trained(OptionalInt declared) {
        return data.crop().isPresent() ? data.crop() : declared;
    }

    /** Whether every pixel is answered, and not the image as a whole. */
    public boolean isPerPixel() {
        return task.scored() == Scored.PIXELS || objects.isPresent();
    }

    /** What the model tells apart: the labels, behind background where it tells objects apart. */
    public List<String> classes() {
        return objects.isEmpty()
                ? labels
                : Stream.concat(Stream.of("background"), labels.stream()).toList();
    }

    /** How many numbers the network answers with, for an image or for each of its pixels. */
    public int answers() {
        return isYesOrNo() ? 1 : objects.map(ObjectsSpec::answers).orElseGet(labels::size);
    }

    /** What a network of the recipe's architecture is made for. */
    public Architecture.Settings settings() {
        Architecture.Settings settings = Architecture.Settings.DEFAULT
                .withSize(new Architecture.Size(input.height(), input.width()))
                .withChannels(input.channels())
                .withSeed(training.seed());
        return labels.isEmpty() ? settings : settings.withClasses(answers());
    }
}
