package io.fovea.command;

import io.fovea.FoveaException;
import io.fovea.imagej.Suggests;
import io.fovea.imagej.ToldModel;
import io.fovea.model.CardFacts;
import io.fovea.model.CardFile;
import io.fovea.model.CardKey;
import io.fovea.model.Model;
import io.fovea.model.PixelValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Tells for good what a model's file does not say: {@code run("Model Settings...", "model=[/my/net.onnx] pixels=imagenet
 * color=bgr labels=[/my/labels.txt]")}. It is written to {@code net.card.yaml} beside the model, which every command reads.
 */
@Plugin(
        type = Command.class,
        label = "Model Settings...",
        headless = true,
        visible = false,
        description = "Tells for good what a model's file does not say, in a card beside it.",
        attrs = {
            @Attr(name = "help", value = "models-of-others"),
            @Attr(name = "example", value = "model=[/models/net.onnx] pixels=imagenet color=bgr")
        })
public final class ModelSettingsCommand implements Command, Suggests {
    private static final String UNCHANGED = "as it is";

    @Parameter(label = "Model", style = "file", persist = false)
    private String model = "";

    @Parameter(label = "Pixel values", description = "scale=0.0039,mean=a/b/c,std=a/b/c", persist = false)
    private String pixels = UNCHANGED;

    @Parameter(
            label = "Order of channels",
            choices = {UNCHANGED, "rgb", "bgr", "gray", "channels"},
            persist = false)
    private String color = UNCHANGED;

    @Parameter(label = "Names of classes (a,b,c or a file)", style = "file", persist = false)
    private String labels = "";

    @Parameter(label = "Task", persist = false)
    private String task = UNCHANGED;

    @Parameter(label = "Others (key=value; several with ;)", persist = false)
    private String set = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    public void run() {
        ToldModel told = ToldModel.parse(model, given(pixels), given(color), labels, given(task), set);
        Model found = told.find();
        Path file = found.file()
                .or(found::origin)
                .orElseThrow(
                        () -> new FoveaException(
                                "'" + model
                                        + "' comes with Fovea and says itself what it means; settings are for .onnx files and packages."));
        if (told.facts().isEmpty()) {
            report = "Nothing was told of '" + file.getFileName() + "'";
            return;
        }
        Path card = CardFile.beside(file);
        CardFacts before = Files.isRegularFile(card) ? CardFile.read(card) : CardFacts.NONE;
        CardFile.write(before.and(told.facts()), file);
        report = "Settings of '" + file.getFileName() + "' are in " + card;
    }

    private static String given(String value) {
        return value.equals(UNCHANGED) ? "" : value;
    }

    @Override
    public List<String> choices(String key) {
        return key.equals("task")
                ? Stream.concat(Stream.of(UNCHANGED), CardKey.TASK.words().stream())
                        .toList()
                : List.of();
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("pixels") ? PixelValues.words() : List.of();
    }
}
