package io.fovea.model;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import io.fovea.model.Recognition.Entry;
import io.fovea.model.Recognition.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out what a model without a card means, and notes what stays open. */
final class CardDeduction {
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
        if (form.channels() != 1 && form.channels() != 3) {
            unknown("its input '" + image.name() + "' has " + form.channels()
                    + " channels, not 1 (grey) or 3 (colour)");
            return other(
                    form.channels() < 1
                            ? Input.resized(0, 0, Color.RGB)
                            : asDeclared(form, Color.RGB, Normalisation.RAW));
        }
        for (ValueInfo output : graph.outputs()) {
            if (output.type().isFloatingPoint() && ReceptiveField.sees(graph, output.name())) {
                Candidate candidate = new Candidate(graph, output, form);
                for (Task task : Task.values()) {
                    Optional<Reading> reading = task.recognition().read(candidate);
                    if (reading.isPresent()) {
                        return card(image, form, output, task, reading.get());
                    }
                }
            }
        }
        ValueInfo first = graph.outputs().get(0);
        unknown(
                ReceptiveField.sees(graph, first.name())
                        ? "its output '" + first.name() + "' of shape " + first.shape() + " is neither "
                                + Task.answers()
                        : "its output '" + first.name() + "' does not depend on the image");
        // What its layers make of an image can still be seen.
        form.doubt().ifPresent(assumptions::add);
        return other(asDeclared(form, color(form), normalisation(image)));
    }

    private Card card(ValueInfo image, InputForm form, ValueInfo output, Task task, Reading reading) {
        form.doubt().ifPresent(assumptions::add);
        Color color = color(form);
        Normalisation normalisation = normalisation(image);
        assumptions.addAll(reading.assumptions());
        String name = output.name().equals(graph.outputs().get(0).name()) ? "" : output.name();
        return new Card(
                graph.name(),
                task,
                List.of(),
                input(form, color, normalisation, reading.entry()),
                reading.activation(),
                name,
                "",
                "",
                graph.metadata().getOrDefault("license", ""),
                "",
                assumptions);
    }

    private Color color(InputForm form) {
        return ImageMetadata.color(graph, form.channels()).orElseGet(() -> {
            if (form.channels() == 3) {
                assumptions.add("The order of the colour channels is not recorded; red, green, blue is assumed.");
            }
            return form.channels() == 1 ? Color.GRAY : Color.RGB;
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

    private static Input input(InputForm form, Color color, Normalisation normalisation, Entry entry) {
        return new Input(
                entry.width(),
                entry.height(),
                form.channels(),
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
                "",
                "",
                graph.metadata().getOrDefault("license", ""),
                "",
                assumptions);
    }
}
