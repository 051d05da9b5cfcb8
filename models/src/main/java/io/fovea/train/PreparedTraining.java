package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Augmentation;
import io.fovea.data.Batches;
import io.fovea.data.Dataset;
import io.fovea.data.Skipped;
import io.fovea.data.Splits;
import io.fovea.fit.Head;
import io.fovea.fit.ObjectsHead;
import io.fovea.fit.Trainer;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.Graph;
import io.fovea.image.Preparation;
import io.fovea.model.Model;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.TrainingOptions;
import io.fovea.recipe.data.RecipeBatches;
import io.fovea.report.Fingerprint;
import io.fovea.transfer.BaseFeatures;
import io.fovea.transfer.BaseModels;
import io.fovea.transfer.FileNetwork;
import io.fovea.transfer.Transfer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a recipe comes to: the trainer of what is trained, what it learns from, and how the whole network is had of it.
 *
 * @param trainer of the network, or of the head alone
 * @param training batches
 * @param validation batches
 * @param data all of it, looked at
 * @param whole the whole network of what was trained
 * @param teacher who is asked about every batch
 */
record PreparedTraining(
        Trainer trainer,
        Batches training,
        Batches validation,
        CheckedData data,
        UnaryOperator<Graph> whole,
        Optional<ModelTeacher> teacher)
        implements AutoCloseable {

    /**
     * Puts everything into place: looks at all data and, in the mode {@code features}, computes them. Blocks.
     *
     * @param network what is trained where the recipe stands on no base
     * @param teaching from whom it learns besides
     * @param resume whether the trainer goes on from the checkpoint, which is looked at before anything is computed
     */
    static PreparedTraining of(
            Recipe recipe,
            Supplier<Graph> network,
            Splits splits,
            List<Path> folders,
            Teaching teaching,
            Path checkpoint,
            boolean resume,
            TrainingMonitor monitor) {
        if (recipe.file().isPresent()) {
            Model model = BaseModels.find(recipe.file().get(), folders);
            Graph graph = FileNetwork.of(model, recipe);
            String text = recipe.toYaml() + "# SHA-256 of the network: "
                    + Fingerprint.sha256(model.graph().toBytes()) + "\n" + teaching.identity();
            return ofImages(splits, trainer(recipe, graph, checkpoint, text, resume), teaching, monitor);
        }
        if (recipe.base().isEmpty()) {
            Graph graph = network.get();
            if (recipe.isMultiLabel()) {
                Head.letClassesMix(graph);
            }
            String text = recipe.toYaml() + teaching.identity();
            return ofImages(splits, trainer(recipe, graph, checkpoint, text, resume), teaching, monitor);
        }
        BaseSpec base = recipe.requireBase();
        boolean isOfFeatures = base.mode() == BaseSpec.Mode.FEATURES;
        if (isOfFeatures) {
            requirePlain(recipe);
            requireSize(recipe);
        }
        Transfer transfer = Transfer.of(BaseModels.find(base.model(), folders), recipe);
        String text = recipe.toYaml() + "# SHA-256 of the base: " + transfer.sha256() + "\n" + teaching.identity();
        if (isOfFeatures) {
            Trainer trainer = trainer(recipe, head(transfer), checkpoint, text, resume);
            return ofFeatures(recipe, splits, transfer, trainer, monitor);
        }
        Trainer trainer =
                trainer(recipe, transfer.graph(), checkpoint, text, resume).training(transfer.trainable());
        return ofImages(splits, trainer, teaching, monitor);
    }

    private static Trainer trainer(Recipe recipe, Graph graph, Path checkpoint, String text, boolean resume) {
        Optional<ObjectsHead> objects = recipe.objects().map(ObjectsHead::of);
        objects.ifPresent(head -> head.put(graph));
        Trainer trainer = new Trainer(graph, recipe.training(), checkpoint, text);
        objects.ifPresent(trainer::telling);
        if (resume) {
            trainer.resume();
        }
        return trainer;
    }

    private static PreparedTraining ofImages(
            Splits splits, Trainer trainer, Teaching teaching, TrainingMonitor monitor) {
        Optional<ModelTeacher> teacher = teaching.openDistiller();
        teacher.ifPresent(trainer::taughtBy);
        try {
            return ofImages(splits, trainer, teaching, teacher, monitor);
        } catch (RuntimeException | Error e) {
            teacher.ifPresent(ModelTeacher::close);
            throw e;
        }
    }

    private static PreparedTraining ofImages(
            Splits splits,
            Trainer trainer,
            Teaching teaching,
            Optional<ModelTeacher> teacher,
            TrainingMonitor monitor) {
        Recipe recipe = teaching.recipe();
        CheckedData data = CheckedData.of(
                recipe,
                splits,
                train -> RecipeBatches.keptForTraining(recipe, train),
                validation -> RecipeBatches.keptForValidation(recipe, validation),
                monitor);
        Skipped skipped = new Skipped(monitor::skipped);
        return new PreparedTraining(
                trainer,
                RecipeBatches.training(recipe, teaching.joined(data.train(), monitor), skipped),
                RecipeBatches.validation(recipe, data.validation(), skipped),
                data,
                UnaryOperator.identity(),
                teacher);
    }

    private static PreparedTraining ofFeatures(
            Recipe recipe, Splits splits, Transfer transfer, Trainer trainer, TrainingMonitor monitor) {
        CheckedData data = CheckedData.of(recipe, splits, UnaryOperator.identity(), UnaryOperator.identity(), monitor);
        Skipped skipped = new Skipped(monitor::skipped);
        Graph graph = transfer.graph();
        Graph base = graph.cut(List.of(graph.inputs().get(0).name()), List.of(transfer.condensed()));
        int kept = data.train().size() + data.validation().size();
        Batches training = batches(recipe, features(recipe, base, data.train(), kept, skipped, monitor), true, skipped);
        Batches validation =
                batches(recipe, features(recipe, base, data.validation(), kept, skipped, monitor), false, skipped);
        UnaryOperator<Graph> whole = trained -> {
            Graph joined = graph.copy();
            trained.initializers().forEach(joined::put);
            return joined;
        };
        return new PreparedTraining(trainer, training, validation, data, whole, Optional.empty());
    }

    private static Graph head(Transfer transfer) {
        Graph graph = transfer.graph();
        return graph.cut(
                List.of(transfer.condensed()), List.of(graph.outputs().get(0).name()));
    }

    /** Features are computed once, of whole images: no example could be varied, or cut, from one epoch to the next. */
    private static void requirePlain(Recipe recipe) {
        if (!recipe.augmentation().equals(Augmentation.NONE) || recipe.data().repeats() > 1) {
            throw new FoveaException("The mode 'features' sees every image once, as it is; recipe '" + recipe.name()
                    + "' asks for augmentation or repeats, which would do nothing. Leave them out, or use the mode"
                    + " 'frozen'.");
        }
        if (recipe.data().crop().isPresent()) {
            throw new FoveaException("The mode 'features' sees every image whole, at the size of the input; recipe '"
                    + recipe.name() + "' asks for a crop of "
                    + recipe.data().crop().getAsInt()
                    + " pixels, which would do nothing."
                    + " Leave it out, or use the mode 'frozen'.");
        }
    }

    private static void requireSize(Recipe recipe) {
        if (recipe.input().width().isEmpty() || recipe.input().height().isEmpty()) {
            throw new FoveaException("The mode 'features' needs images of one size: give the input of recipe '"
                    + recipe.name() + "' a width and a height.");
        }
    }

    private static BaseFeatures features(
            Recipe recipe, Graph base, Dataset examples, int kept, Skipped skipped, TrainingMonitor monitor) {
        InputSpec input = recipe.input();
        Preparation preparation = input.toInput().preparation();
        int width = input.width().orElseThrow();
        int height = input.height().orElseThrow();
        return BaseFeatures.of(base, examples, kept, preparation, width, height, skipped, monitor);
    }

    private static Batches batches(Recipe recipe, BaseFeatures features, boolean shuffle, Skipped skipped) {
        TrainingOptions options = recipe.training();
        return new Batches(features.size(), options.batch(), options.seed(), shuffle, features, skipped);
    }

    @Override
    public void close() {
        training.close();
        validation.close();
        teacher.ifPresent(ModelTeacher::close);
    }
}
