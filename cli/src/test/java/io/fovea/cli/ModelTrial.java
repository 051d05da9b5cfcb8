package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.image.Image;
import io.fovea.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Gives a model to every command that takes one, and keeps what became of it. */
final class ModelTrial {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int NAME_WIDTH = 36;

    private static final String RECIPE =
            """
            name: tiny
            task: classification
            labels: [bright, dark]
            base: {model: none, mode: features}
            input: {width: 64, height: 48, channels: 3}
            data: {kind: folder}
            split: {seed: 1, validation: 2, test: 2}
            training: {epochs: 1, batch: 2}
            """;

    private final Path folder;
    private final Path image;
    private final Path recipe;
    private final Path data;
    private final List<Outcome> outcomes = new ArrayList<>();

    /** What a command made of a model. */
    record Outcome(String model, String command, Cli.Result result, double seconds) {

        /** The complaints. */
        List<String> complaints() {
            return result.err()
                    .lines()
                    .filter(line -> line.startsWith("fovea: "))
                    .toList();
        }

        /** Whether it worked, or was refused in one sentence as a user can read it. */
        boolean isSound() {
            if (result.code() == 0) {
                return complaints().isEmpty() && !result.out().isBlank();
            }
            String all = result.err() + result.out();
            return result.code() == 2
                    && complaints().size() == 1
                    && complaints().get(0).endsWith(".")
                    && !all.contains("should not happen")
                    && !all.contains("unexpectedly")
                    && !all.contains("\tat ")
                    && !all.matches("(?s).*\\b[A-Z]\\w+(Exception|Error)\\b.*");
        }

        /** A line of the table. */
        @Override
        public String toString() {
            String said = result.code() == 0
                    ? result.out().lines().reduce("", (first, line) -> line.isBlank() ? first : line.strip())
                    : String.join(" / ", complaints());
            return String.format(
                    Locale.ROOT,
                    "%-" + NAME_WIDTH + "s %-14s %d %5.1f s  %s",
                    model,
                    command,
                    result.code(),
                    seconds,
                    said);
        }
    }

    /** Makes what the commands are given besides a model. */
    ModelTrial(Path folder) throws IOException {
        this.folder = folder;
        this.image = folder.resolve("disc.png");
        this.recipe = Files.writeString(folder.resolve("tiny.yaml"), RECIPE);
        this.data = folder.resolve("data");
        picture(40, 180, 1).write(image);
        for (int i = 0; i < 5; i++) {
            picture(200, 220, i).write(data.resolve("bright/" + i + ".png"));
            picture(20, 40, i).write(data.resolve("dark/" + i + ".png"));
        }
    }

    /** A disc on a ground, with some noise. */
    private static Image picture(int ground, int disc, int seed) {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        Random random = new Random(seed);
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % WIDTH - WIDTH / 2;
            int y = i / 3 / WIDTH - HEIGHT / 2;
            pixels[i] = (byte) ((x * x + y * y < 200 ? disc : ground) + 10 * (i % 3) + random.nextInt(10));
        }
        return Image.rgb8(WIDTH, HEIGHT, pixels);
    }

    /** Runs all commands. */
    List<Outcome> run(String name, Path model) {
        List<Outcome> made = commands(model, folder.resolve("out")).entrySet().stream()
                .map(command -> run(name, command.getKey(), command.getValue()))
                .toList();
        outcomes.addAll(made);
        return made;
    }

    private static Outcome run(String name, String command, List<Object> args) {
        long start = System.nanoTime();
        Cli.Result result = Cli.run(args.toArray());
        return new Outcome(name, command, result, (System.nanoTime() - start) * 1e-9);
    }

    private Map<String, List<Object>> commands(Path model, Path out) {
        String layer = firstLayer(model);
        Map<String, List<Object>> commands = new LinkedHashMap<>();
        commands.put("summary", List.of("summary", model, "--plot", out.resolve("plot.svg")));
        commands.put("classify", List.of("classify", image, "-m", model));
        commands.put("segment", List.of("segment", image, "-m", model, "--output", out));
        commands.put("explain", List.of("explain", image, "-m", model, "--output", out));
        commands.put("activations", List.of("activations", image, "-m", model, "--layer", layer, "--output", out));
        commands.put(
                "filters",
                List.of(
                        "filters",
                        "-m",
                        model,
                        "--layer",
                        layer.isEmpty() ? "any" : layer,
                        "--first",
                        1,
                        "--steps",
                        1,
                        "--size",
                        64,
                        "--output",
                        out.resolve("filters.png")));
        commands.put(
                "filters class",
                List.of("filters", "-m", model, "--class", 0, "--steps", 1, "--output", out.resolve("class.png")));
        commands.put("evaluate", List.of("evaluate", "-m", model, "--data", data));
        commands.put(
                "train --base",
                List.of("train", recipe, "--data", data, "--base", model, "--output", out.resolve("tiny.onnx")));
        return commands;
    }

    /** The first layer with maps, empty for none; a comma in its name would make two of it. */
    private static String firstLayer(Path model) {
        try {
            return ModelLayers.of(Model.read(model).graph()).all().stream()
                    .map(ModelLayer::name)
                    .filter(name -> !name.contains(","))
                    .findFirst()
                    .orElse("");
        } catch (FoveaException e) {
            return "";
        }
    }

    /** Those of all models that are neither results nor refusals. */
    List<Outcome> unsound() {
        return outcomes.stream().filter(outcome -> !outcome.isSound()).toList();
    }

    /** Model by command, what became of it: to be read critically. */
    void write(Path table) throws IOException {
        Files.createDirectories(table.getParent());
        Files.writeString(table, outcomes.stream().map(Outcome::toString).collect(Collectors.joining("\n", "", "\n")));
    }
}
