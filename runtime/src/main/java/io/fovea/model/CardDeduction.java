package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Works out what a model without a card means, and notes what stays open. */
final class CardDeduction {
    private static final int USUAL_CLASSIFIER_SIZE = 224;

    private final Graph graph;
    private final Optional<Path> file;
    private final CardFacts told;
    private final Notes assumptions;

    private CardDeduction(Graph graph, Optional<Path> file, CardFacts told, Notes assumptions) {
        this.graph = graph;
        this.file = file;
        this.told = told;
        this.assumptions = assumptions;
    }

    /**
     * The card of a graph, as far as it can be told.
     *
     * @param file the model's, beside which others may say something of it
     * @param told what need not be deduced
     * @param notes take up what is assumed
     */
    static Card deduce(Graph graph, Optional<Path> file, CardFacts told, Notes notes) {
        return new CardDeduction(graph, file, told, notes).deduce();
    }

    private Card deduce() {
        if (graph.inputs().size() != 1) {
            return other("it takes " + graph.inputs().size() + " inputs, and one image is what there is to give");
        }
        ValueInfo image = graph.inputs().get(0);
        if (!image.shape().known() || image.shape().rank() != 4) {
            return other("its input '" + image.name() + "' has the shape " + image.shape()
                    + ", not that of an image: four dimensions");
        }
        InputForm form = InputForm.of(graph, image);
        if (form.channels() < 1 || form.channels() > Image.MOST_CHANNELS) {
            neither("its input '" + image.name() + "' has " + form.channels() + " channels, and images have 1 to "
                    + Image.MOST_CHANNELS);
            return other(
                    form.channels() < 1
                            ? Input.resized(0, 0, Color.RGB)
                            : asDeclared(form, Color.of(form.channels()), Normalisation.RAW));
        }
        Optional<Task> task = told.word(CardKey.TASK, Task.class).filter(wanted -> wanted != Task.OTHER);
        Optional<ValueInfo> named =
                told.value(CardKey.OUTPUT).filter(name -> !name.isEmpty()).map(this::output);
        if (task.isPresent() || named.isPresent()) {
            ValueInfo output = named.orElseGet(() -> likeliest(task.get(), form));
            OutputForm answer = task.map(wanted -> OutputForm.told(wanted, graph, output, form))
                    .orElseGet(() -> OutputForm.of(graph, output, form));
            return card(image, form, output, answer);
        }
        for (ValueInfo output : graph.outputs()) {
            OutputForm answer = OutputForm.of(graph, output, form);
            if (answer.task() != Task.OTHER && ReceptiveField.sees(graph, output.name())) {
                return card(image, form, output, answer);
            }
        }
        ValueInfo first = graph.outputs().get(0);
        neither(
                ReceptiveField.sees(graph, first.name())
                        ? "its output '" + first.name() + "' of shape " + first.shape()
                                + " is neither a score for each class nor one for each class and pixel"
                        : "its output '" + first.name() + "' does not depend on the image");
        // What its layers make of an image can still be seen.
        form.doubt().ifPresent(doubt -> assumptions.assume(CardKey.LAYOUT, doubt));
        Clues clues = new Clues(graph, file, form, Task.OTHER, -1);
        Color color = color(form, clues);
        return other(asDeclared(form, color, normalisation(image, color, clues)));
    }

    private Card card(ValueInfo image, InputForm form, ValueInfo output, OutputForm answer) {
        form.doubt().ifPresent(doubt -> assumptions.assume(CardKey.LAYOUT, doubt));
        Clues clues =
                new Clues(graph, file, form, answer.task(), OutputForm.classes(output.shape(), answer.task(), form));
        Color color = color(form, clues);
        Normalisation normalisation = normalisation(image, color, clues);
        List<String> labels = labels(clues);
        String name = output.name().equals(graph.outputs().get(0).name()) ? "" : output.name();
        return new Card(
                graph.name(),
                answer.task(),
                labels,
                input(form, color, normalisation, clues, output),
                answer.activation(),
                name,
                assumptions.sentences(),
                provenance());
    }

    /** What a convention says of a key. */
    private Optional<String> conventional(CardKey key, Clues clues) {
        return Conventions.of(key, clues).map(said -> {
            assumptions.found(key, said);
            return said.value();
        });
    }

    private Color color(InputForm form, Clues clues) {
        Optional<Color> known = told.word(CardKey.COLOR, Color.class)
                .or(() -> conventional(CardKey.COLOR, clues).map(word -> Color.valueOf(word.toUpperCase(Locale.ROOT))))
                .filter(color -> color.fits(form.channels()));
        return known.orElseGet(() -> {
            if (form.channels() == 3) {
                assumptions.assume(
                        CardKey.COLOR,
                        "The order of the colour channels is not recorded; red, green, blue is assumed.");
            } else if (form.channels() > 1) {
                assumptions.assume(
                        CardKey.CHANNEL_NAMES,
                        "What the " + form.channels()
                                + " channels show is not recorded; those of an image are taken in their order.");
            }
            return Color.of(form.channels());
        });
    }

    private Normalisation normalisation(ValueInfo image, Color color, Clues clues) {
        if (image.type() == ElementType.UINT8) {
            return Normalisation.RAW;
        }
        return conventional(CardKey.PIXELS, clues)
                .map(pixels -> PixelValues.parse(pixels, color))
                .orElseGet(() -> {
                    assumptions.assume(
                            CardKey.PIXELS,
                            "The scale of the input is not recorded; pixel values 0..255, neither scaled nor centred,"
                                    + " are assumed.");
                    return Normalisation.RAW;
                });
    }

    private List<String> labels(Clues clues) {
        return conventional(CardKey.LABELS, clues)
                .map(labels -> labels.lines().toList())
                .orElseGet(() -> {
                    assumptions.assume(
                            CardKey.LABELS, "The labels of the classes are not recorded; numbers from 0 are used.");
                    return List.of();
                });
    }

    /** The output of a name that is told. */
    private ValueInfo output(String name) {
        return graph.outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FoveaException("The model has no output '" + name + "'. Its outputs are: "
                        + graph.outputs().stream().map(ValueInfo::name).collect(Collectors.joining(", ")) + "."));
    }

    /** The output that looks most like what answers a task. */
    private ValueInfo likeliest(Task task, InputForm form) {
        return graph.outputs().stream()
                .filter(output -> isLike(OutputForm.of(graph, output, form).task(), task))
                .findFirst()
                .orElse(graph.outputs().get(0));
    }

    private static boolean isLike(Task found, Task wanted) {
        return found == wanted || found.isSegmentation() && wanted.isSegmentation();
    }

    private Input input(InputForm form, Color color, Normalisation normalisation, Clues clues, ValueInfo output) {
        Fit fit = Fit.RESIZE;
        int width = form.width();
        int height = form.height();
        int halo = 0;
        int multiple = 1;
        boolean free = width == 0 && height == 0;
        if (clues.task() == Task.CLASSIFICATION && (width == 0 || height == 0)) {
            Optional<String> usualWidth = conventional(CardKey.WIDTH, clues);
            Optional<String> usualHeight = conventional(CardKey.HEIGHT, clues);
            width = width == 0 ? usualWidth.map(Integer::parseInt).orElse(USUAL_CLASSIFIER_SIZE) : width;
            height = height == 0 ? usualHeight.map(Integer::parseInt).orElse(USUAL_CLASSIFIER_SIZE) : height;
            if (usualWidth.isPresent() && usualHeight.isPresent()) {
                return new Input(
                        width, height, form.channels(), form.layout(), color, normalisation, fit, halo, multiple);
            }
            assumptions.assume(
                    CardKey.WIDTH, "The model takes images of any size; " + width + "x" + height + " is assumed.");
        } else if (free) {
            ReceptiveField field = ReceptiveField.of(graph, output.name());
            multiple = field.multiple() <= Input.LARGEST_MULTIPLE ? field.multiple() : 1;
            if (field.isBounded() && field.radius() <= Input.LARGEST_HALO) {
                fit = Fit.TILE;
                halo = field.radius();
            }
        }
        return new Input(width, height, form.channels(), form.layout(), color, normalisation, fit, halo, multiple);
    }

    private static Input asDeclared(InputForm form, Color color, Normalisation normalisation) {
        return new Input(
                form.width(), form.height(), form.channels(), form.layout(), color, normalisation, Fit.RESIZE, 0, 1);
    }

    private void neither(String reason) {
        assumptions.add("The model neither classifies nor segments images: " + reason + ".");
    }

    private Card other(String reason) {
        neither(reason);
        return other(Input.resized(0, 0, Color.RGB));
    }

    private Card other(Input input) {
        return new Card(
                graph.name(),
                Task.OTHER,
                List.of(),
                input,
                Activation.LOGITS,
                "",
                assumptions.sentences(),
                provenance());
    }

    private Provenance provenance() {
        return Provenance.UNKNOWN.withLicense(graph.metadata().getOrDefault("license", ""));
    }
}
