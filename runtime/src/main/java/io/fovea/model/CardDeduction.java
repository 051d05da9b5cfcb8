package io.fovea.model;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import java.util.ArrayList;
import java.util.List;

/** Works out what a model without a card means, and notes what stays open. */
final class CardDeduction {
    private static final int USUAL_CLASSIFIER_SIZE = 224;

    private final Graph graph;
    private final List<String> assumptions = new ArrayList<>();

    private CardDeduction(Graph graph) {
        this.graph = graph;
    }

    static Card deduce(Graph graph) {
        return new CardDeduction(graph).deduce();
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
        form.doubt().ifPresent(assumptions::add);
        return other(asDeclared(form, color(form), normalisation(image)));
    }

    private Card card(ValueInfo image, InputForm form, ValueInfo output, OutputForm answer) {
        form.doubt().ifPresent(assumptions::add);
        Color color = color(form);
        Normalisation normalisation = normalisation(image);
        assumptions.add("The labels of the classes are not recorded; numbers from 0 are used.");
        String name = output.name().equals(graph.outputs().get(0).name()) ? "" : output.name();
        return new Card(
                graph.name(),
                answer.task(),
                List.of(),
                input(form, color, normalisation, answer.task(), output),
                answer.activation(),
                name,
                assumptions,
                provenance());
    }

    private Color color(InputForm form) {
        return ImageMetadata.color(graph, form.channels()).orElseGet(() -> {
            if (form.channels() == 3) {
                assumptions.add("The order of the colour channels is not recorded; red, green, blue is assumed.");
            } else if (form.channels() > 1) {
                assumptions.add("What the " + form.channels()
                        + " channels show is not recorded; those of an image are taken in their order.");
            }
            return Color.of(form.channels());
        });
    }

    private Normalisation normalisation(ValueInfo image) {
        return ImageMetadata.range(graph).orElseGet(() -> {
            if (image.type() != ElementType.UINT8) {
                assumptions.add(
                        "The scale of the input is not recorded; pixel values 0..255, neither scaled nor centred,"
                                + " are assumed.");
            }
            return Normalisation.RAW;
        });
    }

    private Input input(InputForm form, Color color, Normalisation normalisation, Task task, ValueInfo output) {
        Fit fit = Fit.RESIZE;
        int width = form.width();
        int height = form.height();
        int halo = 0;
        int multiple = 1;
        boolean free = width == 0 && height == 0;
        if (task == Task.CLASSIFICATION && (width == 0 || height == 0)) {
            width = width == 0 ? USUAL_CLASSIFIER_SIZE : width;
            height = height == 0 ? USUAL_CLASSIFIER_SIZE : height;
            assumptions.add("The model takes images of any size; " + width + "x" + height + " is assumed.");
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
        return new Card(graph.name(), Task.OTHER, List.of(), input, Activation.LOGITS, "", assumptions, provenance());
    }

    private Provenance provenance() {
        return Provenance.UNKNOWN.withLicense(graph.metadata().getOrDefault("license", ""));
    }
}
