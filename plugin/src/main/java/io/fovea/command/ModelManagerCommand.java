package io.fovea.command;

import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.UserPath;
import io.fovea.imagej.ModelManager;
import io.fovea.imagej.NamedModel;
import io.fovea.imagej.NamedModels;
import io.fovea.imagej.OpenModels;
import io.fovea.model.Card;
import io.fovea.model.KeptModels;
import io.fovea.session.Cancellation;
import io.fovea.share.ModelCopy;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Opens the window of models; without a display, lists them in a table. {@code run("Model Manager...",
 * "add=[/my/net.onnx]")} adds one to the user's folder.
 */
@Plugin(
        type = Command.class,
        label = "Model Manager...",
        headless = true,
        visible = false,
        description = "Opens the window of models; with add in a macro, puts a file or package among the user's.",
        attrs = {
            @Attr(name = "help", value = "model-manager"),
            @Attr(name = "example", value = "add=[/models/net.onnx]")
        })
public final class ModelManagerCommand implements Command {
    @Parameter
    private OpenModels models;

    @Parameter(
            visibility = ItemVisibility.INVISIBLE,
            description = "the path of a file or package; without it the window opens",
            persist = false)
    private String add = "";

    @Parameter(type = ItemIO.OUTPUT, label = "Models")
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    public void run() {
        if (!add.isBlank()) {
            Path file = UserPath.of(add.strip())
                    .orElseThrow(() -> new FoveaException("'" + add + "' is no path of a model's file."));
            String name = ModelCopy.add(file, KeptModels.ofUser(), Cancellation.NONE);
            report = "'" + name + "' is among the models now";
        } else if (GraphicsEnvironment.isHeadless()) {
            table = new ResultsTable();
            NamedModels.all().forEach(this::row);
        } else {
            ModelManager.show(models);
        }
    }

    private void row(NamedModel model) {
        table.addRow();
        table.addValue("Model", model.name());
        table.addValue("Task", model.task());
        table.addValue(
                "Labels",
                model.card().map(card -> String.join(", ", card.labels())).orElse(""));
        table.addValue("Input", model.card().map(card -> card.input().words()).orElse(""));
        table.addValue("From", model.origin());
        table.addValue("Licence", of(model, card -> card.provenance().license()));
        table.addValue("Score", of(model, card -> card.provenance().score()));
        table.addValue("Problem", model.problem());
    }

    private static String of(NamedModel model, Function<Card, Optional<String>> what) {
        return model.card().flatMap(what).orElse("");
    }
}
