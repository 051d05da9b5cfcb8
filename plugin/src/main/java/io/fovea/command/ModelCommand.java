package io.fovea.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.imagej.NamedModels;
import io.fovea.imagej.OpenModels;
import io.fovea.imagej.Suggests;
import io.fovea.imagej.TakesModels;
import io.fovea.imagej.ToldModel;
import io.fovea.model.Task;
import io.fovea.task.Views;
import java.util.List;
import java.util.function.Predicate;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

/**
 * A command that uses a model. In a macro it may be told what the model's file does not say:
 * {@code pixels=imagenet color=bgr labels=[cat,dog] task=classification set=[width=224;activation=logits]}. A dialog leaves
 * that to <em>Model Settings...</em>, which keeps it for good.
 */
abstract class ModelCommand implements Command, Suggests, TakesModels {
    /** The column of tables that says what an answer rests on. */
    private static final String COLUMN = "Assumed";

    @Parameter
    OpenModels models;

    @Parameter(label = "Model", style = "file", persist = false)
    String model;

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "what is done to pixel values, such as imagenet, for this once",
            persist = false)
    private String pixels = "";

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "the order of channels: rgb, bgr, gray or channels",
            persist = false)
    private String color = "";

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "the names of the classes, or a file of them",
            persist = false)
    private String labels = "";

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "what the model is for, such as classification",
            persist = false)
    private String task = "";

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "others of Model Settings, such as width=224;activation=logits",
            persist = false)
    private String set = "";

    private final Predicate<Task> takes;

    /**
     * Sets the default.
     *
     * @param model a shipped model's name
     * @param takes the tasks of the models that the dialog offers
     */
    ModelCommand(String model, Predicate<Task> takes) {
        this.model = model;
        this.takes = takes;
    }

    @Override
    public final boolean takes(Task what) {
        return takes.test(what);
    }

    /** The model with what is told of it. */
    final ToldModel told() {
        return ToldModel.parse(model, pixels, color, labels, task, set);
    }

    /** Says in the log what the answers rest on, where the model's file does not say it. */
    void warn() {
        models.warn(told());
    }

    /** A table that says in each row what its answer rests on, where the model's file does not say it. */
    final ResultsTable marked(ResultsTable table) {
        String assumed = assumed();
        for (int row = 0; row < table.size() && !assumed.isEmpty(); row++) {
            table.setValue(COLUMN, row, assumed);
        }
        return table;
    }

    /** An image whose info says what it rests on, where the model's file does not say it. */
    final ImagePlus marked(ImagePlus image) {
        String assumed = assumed();
        if (!assumed.isEmpty()) {
            Object info = image.getProperty("Info");
            image.setProperty("Info", (info == null ? "" : info + "\n") + COLUMN + ": " + assumed);
        }
        return image;
    }

    private String assumed() {
        return String.join(", ", models.model(told()).assumed());
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("model") ? NamedModels.names(takes) : List.of();
    }

    @Override
    public List<String> choices(String key) {
        return key.equals("augment") ? Views.words() : Suggests.super.choices(key);
    }

    @Override
    public List<String> ofModel(String key, String chosen) {
        return ListsOfModel.of(key, chosen);
    }

    @Override
    public String usual(String key) {
        return ListsOfModel.usual(key);
    }
}
