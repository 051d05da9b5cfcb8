package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.model.Recognition.Entry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Works out what a model without a card means, and notes what stays open. */
final class CardDeduction {
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
        if (image.shape().sizes()[0] > 1) {
            return other(
                    "its input '" + image.name() + "' takes " + image.shape().sizes()[0]
                            + " images at once, and one image is what there is to give; export it for one, or for any"
                            + " number");
        }
        InputForm form = InputForm.of(graph, image);
        if (form.channels() < 1 || form.channels() > Image.MOST_CHANNELS) {
            unknown("its input '" + image.name() + "' has " + form.channels() + " channels, and images have 1 to "
                    + Image.MOST_CHANNELS);
            return other(
                    form.channels() < 1
                            ? Input.whole(Color.RGB)
                            : asDeclared(form, Color.of(form.channels()), Normalisation.RAW));
        }
        Optional<Task> task = told.task().filter(wanted -> wanted != Task.OTHER);
        Optional<ValueInfo> named =
                told.value(CardKey.OUTPUT).filter(name -> !name.isEmpty()).map(this::output);
        if (task.isPresent() || named.isPresent()) {
            Candidate output = candidate(named.orElseGet(() -> likeliest(task.get(), form)), form);
            Task found = task.orElseGet(() -> recognised(output));
            if (named.isEmpty()) {
                noteOthers(output, found);
            } else if (told.bases().get(CardKey.OUTPUT).kind() == Basis.Kind.DEDUCED) {
                assumptions.add("Of the network's outputs '" + output.name() + "' is taken, the only one for "
                        + found.word() + "; output=NAME takes another.");
            }
            return card(image, output, found);
        }
        for (ValueInfo value : graph.outputs()) {
            Candidate output = candidate(value, form);
            Task found = output.seesImage() ? recognised(output) : Task.OTHER;
            if (found != Task.OTHER) {
                found.recognition().doubt(output, assumptions);
                noteOthers(output, found);
                return card(image, output, found);
            }
        }
        ValueInfo first = graph.outputs().get(0);
        unknown(
                ReceptiveField.sees(graph, first.name())
                        ? "its output '" + first.name() + "' of shape " + first.shape() + " is neither "
                                + Task.answers()
                        : "its output '" + first.name() + "' does not depend on the image");
        // What its layers make of an image can still be seen.
        form.doubt().ifPresent(doubt -> assumptions.assume(CardKey.LAYOUT, doubt));
        Clues clues = new Clues(graph, file, form, Task.OTHER, -1, DetectorHead.NONE);
        Color color = color(form, clues);
        return other(asDeclared(form, color, normalisation(image, color, clues)));
    }

    private Card card(ValueInfo image, Candidate output, Task task) {
        InputForm form = output.image();
        Recognition recognition = task.recognition();
        form.doubt().ifPresent(doubt -> assumptions.assume(CardKey.LAYOUT, doubt));
        DetectorHead head =
                told.word(CardKey.HEAD, DetectorHead.class).orElseGet(() -> recognition.head(output, assumptions));
        long classes = head == DetectorHead.NONE ? recognition.classes(output) : HeadForm.classes(head, graph, form);
        Clues clues = new Clues(graph, file, form, task, classes, head);
        Color color = color(form, clues);
        Normalisation normalisation = normalisation(image, color, clues);
        List<String> labels = task.scored() == Scored.NOTHING ? List.of() : labels(clues, output);
        boolean first = output.name().equals(graph.outputs().get(0).name());
        boolean unnamed = first && !assumptions.bases().containsKey(CardKey.OUTPUT);
        return new Card(
                graph.name(),
                task,
                labels,
                input(
                        form,
                        color,
                        normalisation,
                        recognition.entry(output, head, key -> conventional(key, clues), assumptions)),
                recognition.activation(output, head == DetectorHead.DETR ? classes + 1 : classes),
                unnamed ? Optional.empty() : Optional.of(output.name()),
                assumptions.sentences(),
                provenance(),
                head,
                Thresholds.USUAL,
                conventional(CardKey.OBJECT_DIAMETERS, clues)
                        .map(ObjectSizes::parse)
                        .orElse(ObjectSizes.UNKNOWN),
                Trust.UNKNOWN);
    }

    /** Says what else a network answers with, and that it was merely likely which of several alike was meant. */
    private void noteOthers(Candidate chosen, Task task) {
        Map<String, Task> others = OtherAnswers.of(graph, chosen);
        List<String> alike = others.entrySet().stream()
                .filter(other -> isLike(other.getValue(), task))
                .map(Map.Entry::getKey)
                .toList();
        if (!alike.isEmpty()) {
            assumptions.assume(
                    CardKey.OUTPUT,
                    "The network has several outputs that answer alike: '" + chosen.name() + "' is taken; say output="
                            + String.join(" or output=", alike) + " for another.");
        } else if (!others.isEmpty()) {
            String each = others.entrySet().stream()
                    .map(other ->
                            "'" + other.getKey() + "' (" + other.getValue().word() + ")")
                    .collect(Collectors.joining(", "));
            assumptions.add("The output '" + chosen.name() + "' is taken (" + task.word() + "); there is also " + each
                    + ", which commands for that take by themselves, and output=NAME for all.");
        }
    }

    private Candidate candidate(ValueInfo output, InputForm form) {
        return new Candidate(graph, output, form, isNamed(output, form));
    }

    /** Whether someone says how the classes are called, if the values of an output are scores of some for an image. */
    private boolean isNamed(ValueInfo output, InputForm form) {
        long classes = Task.CLASSIFICATION.recognition().classes(new Candidate(graph, output, form, true));
        Clues clues = new Clues(graph, file, form, Task.CLASSIFICATION, classes, DetectorHead.NONE);
        Optional<Integer> labels =
                told.value(CardKey.LABELS).map(text -> (int) text.lines().count());
        // One number with one name may be either.
        return labels.filter(count -> clues.fits(count) && count > 1).isPresent()
                || Conventions.of(CardKey.LABELS, clues)
                        .filter(said -> classes > 1 || said.value().lines().count() > 1)
                        .isPresent();
    }

    /** What an output answers; {@link Task#OTHER} if nobody knows. */
    static Task recognised(Candidate output) {
        return Arrays.stream(Task.values())
                .filter(task -> output.value().type().isFloatingPoint())
                .filter(task -> task.recognition().recognises(output))
                .findFirst()
                .orElse(Task.OTHER);
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
        if (image.type() == ElementType.INT8) {
            assumptions.assume(
                    CardKey.PIXELS,
                    "The input is of signed bytes, -128..127; pixel values 0..255 less 128 are assumed.");
            return PixelValues.parse("scale=1,mean=128,std=1", color);
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

    private List<String> labels(Clues clues, Candidate output) {
        told.value(CardKey.LABELS)
                .ifPresent(labels -> requireFit((int) labels.lines().count(), clues));
        return conventional(CardKey.LABELS, clues)
                .map(labels -> labels.lines().toList())
                .orElseGet(() -> {
                    boolean open =
                            clues.task() == Task.CLASSIFICATION && output.probabilities() == ProbabilityKind.NONE;
                    assumptions.assume(
                            CardKey.LABELS,
                            "The labels of the classes are not recorded; numbers from 0 are used"
                                    + (open
                                            ? "; if the numbers of an answer are no scores of classes, the card's task"
                                                    + " is '"
                                                    + Task.MEASURE.word() + "'."
                                            : "."));
                    return List.of();
                });
    }

    private static void requireFit(int labels, Clues clues) {
        if (clues.classes() > 0 && !clues.fits(labels) && !(clues.classes() == 1 && labels == 1)) {
            throw new FoveaException("The model has " + clues.classes() + " classes, but " + labels
                    + (labels == 1 ? " label is" : " labels are") + " given; give one for each.");
        }
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
                .filter(output -> isLike(recognised(candidate(output, form)), task))
                .findFirst()
                .orElse(graph.outputs().get(0));
    }

    private static boolean isLike(Task found, Task wanted) {
        return found == wanted || found.scored() == Scored.PIXELS && wanted.scored() == Scored.PIXELS;
    }

    private static Input input(InputForm form, Color color, Normalisation normalisation, Entry entry) {
        return new Input(
                entry.width(),
                entry.height(),
                form.channels(),
                List.of(),
                form.layout(),
                color,
                normalisation,
                entry.fit(),
                entry.halo(),
                entry.multiple());
    }

    private static Input asDeclared(InputForm form, Color color, Normalisation normalisation) {
        return input(form, color, normalisation, Entry.asDeclared(form));
    }

    private void unknown(String reason) {
        assumptions.add("What the model does with images is not known: " + reason + ".");
    }

    private Card other(String reason) {
        unknown(reason);
        return other(Input.whole(Color.RGB));
    }

    private Card other(Input input) {
        return Card.of(graph.name(), Task.OTHER, List.of(), input, OutputValues.LOGITS)
                .withAssumptions(assumptions.sentences())
                .withProvenance(provenance());
    }

    private Provenance provenance() {
        return Provenance.UNKNOWN.withLicense(
                Optional.ofNullable(graph.metadata().get("license")));
    }
}
