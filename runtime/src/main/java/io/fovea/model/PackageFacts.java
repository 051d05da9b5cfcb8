package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.bioimage.Axis;
import io.fovea.bioimage.Description;
import io.fovea.bioimage.ImageTensor;
import io.fovea.bioimage.TensorSpec;
import io.fovea.graph.Graph;
import io.fovea.image.PreparationStep;
import io.fovea.image.StepText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a BioImage.IO package says of a model, as facts of its card. */
final class PackageFacts {
    private static final float BYTE = 255;
    private static final Set<String> RED = Set.of("r", "red");
    private static final Set<String> BLUE = Set.of("b", "blue");

    /** Tags of models that answer with images. */
    private static final Set<String> PAINTING = Set.of(
            "denoising",
            "restoration",
            "image-restoration",
            "image-reconstruction",
            "deconvolution",
            "super-resolution",
            "virtual-staining",
            "image-to-image",
            "in-silico-labeling");

    private final Description description;
    private final Graph graph;
    private final String which;
    private final Basis basis;
    private CardFacts facts = CardFacts.NONE;

    private PackageFacts(Description description, Graph graph, String which, Path file) {
        this.description = description;
        this.graph = graph;
        this.which = which;
        this.basis = new Basis(Basis.Kind.PACKAGE, file.toString());
    }

    /**
     * The facts.
     *
     * @param graph as it is with what is done behind it
     * @param which the package, for errors
     * @param file that says them
     * @throws FoveaException if the model takes, or gives, what Fovea does not
     */
    static CardFacts of(Description description, Graph graph, String which, Path file) {
        PackageFacts made = new PackageFacts(description, graph, which, file);
        made.input(ImageTensor.of(description, which));
        made.output();
        if (!CardMetadata.isIn(graph)) {
            made.tell(CardKey.NAME, slug(description.name()));
        }
        made.tell(CardKey.LICENSE, description.license());
        made.tell(CardKey.DESCRIPTION, description.text());
        return made.facts;
    }

    /** A name as users type it. */
    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private void tell(CardKey key, String value) {
        if (!value.isBlank()) {
            facts = facts.with(key, value, basis);
        }
    }

    private void input(ImageTensor image) {
        TensorSpec input = description.inputs().get(0);
        tell(CardKey.LAYOUT, CardKey.word(image.layout()));
        tell(CardKey.CHANNELS, Integer.toString(image.channels()));
        if (image.channels() == 1) {
            tell(CardKey.COLOR, "gray");
        } else if (image.channels() == 3 && areColors(image.names())) {
            tell(CardKey.COLOR, BLUE.contains(image.names().get(0).toLowerCase(Locale.ROOT)) ? "bgr" : "rgb");
        } else if (image.channels() != 3 || !image.names().isEmpty()) {
            tell(CardKey.COLOR, "channels");
            tell(CardKey.CHANNEL_NAMES, String.join(",", image.names()));
        }
        image.width().ifPresent(width -> tell(CardKey.WIDTH, Integer.toString(width)));
        image.height().ifPresent(height -> tell(CardKey.HEIGHT, Integer.toString(height)));
        tell(CardKey.MULTIPLE, Integer.toString(image.multiple()));
        values(input);
    }

    private static boolean areColors(List<String> names) {
        if (names.size() != 3) {
            return false;
        }
        String first = names.get(0).toLowerCase(Locale.ROOT);
        String last = names.get(2).toLowerCase(Locale.ROOT);
        return RED.contains(first) && BLUE.contains(last) || BLUE.contains(first) && RED.contains(last);
    }

    private void values(TensorSpec input) {
        boolean measures = input.steps().stream().anyMatch(PreparationStep::measures);
        boolean bytes = input.type().equals("uint8") || input.high() == BYTE;
        boolean unit = input.low() == 0 && input.high() == 1 && !bytes;
        tell(CardKey.SCALE, Float.toString(!measures && unit ? 1 / BYTE : 1));
        tell(CardKey.MEAN, "0");
        tell(CardKey.STD, "1");
        tell(CardKey.STRETCH, !measures && (bytes || unit) ? "deep" : "none");
        tell(CardKey.STEPS, StepText.of(input.steps()));
    }

    private void output() {
        if (description.outputs().isEmpty()) {
            return;
        }
        TensorSpec output = description.outputs().get(0);
        boolean hasCard = CardMetadata.isIn(graph);
        boolean measured = output.steps().stream().anyMatch(PreparationStep::measuresImages);
        Optional<Integer> halo = halo(output);
        if (measured) {
            // What is measured of an answer is that of the whole image.
            tell(CardKey.FIT, "resize");
        } else if (halo.isPresent()) {
            tell(CardKey.FIT, "tile");
            tell(CardKey.HALO, Integer.toString(halo.get()));
        }
        if (!hasCard && description.tags().stream().anyMatch(tag -> PAINTING.contains(tag.toLowerCase(Locale.ROOT)))) {
            tell(CardKey.TASK, Task.TRANSFORM.word());
        }
        List<String> names = output.channels().map(Axis::names).orElse(List.of());
        boolean told = names.size() > 1 && names.stream().anyMatch(name -> !name.matches("(?i)[a-z_ ]*\\d+"));
        if (told && !hasCard) {
            tell(CardKey.LABELS, String.join("\n", names));
        }
    }

    /** The halo in pixels of the input, where the answer is an image of the input's size that has one. */
    private Optional<Integer> halo(TensorSpec output) {
        int widest = 0;
        for (String id : List.of("y", "x")) {
            Optional<Axis> axis = output.axis(id);
            if (axis.isEmpty()) {
                return Optional.empty();
            }
            Axis found = axis.get();
            int given = description
                    .inputs()
                    .get(0)
                    .axis(id)
                    .filter(Axis::isFixed)
                    .map(Axis::leastSize)
                    .orElse(0);
            int made = found.leastSize();
            double offset = found.extent() instanceof Axis.Like like ? like.offset() : 0;
            boolean cut = found.isFixed() && given > made && given % Math.max(1, made) != 0;
            if (offset < 0 || cut) {
                throw new FoveaException("The BioImage.IO package '" + which + "' answers with an image '" + output.id()
                        + "' that lacks " + (cut ? given - made : Math.round(-offset))
                        + " pixels of its input's at the edges, which Fovea does not follow.");
            }
            boolean same = found.isFixed() ? made == given : spacing(found) == 1 && offset == 0;
            if (!same) {
                return Optional.empty();
            }
            widest = Math.max(widest, found.halo());
        }
        return widest == 0 ? Optional.empty() : Optional.of(widest);
    }

    /** How far an output's pixels lie apart, in pixels of the input. */
    private double spacing(Axis axis) {
        if (!(axis.extent() instanceof Axis.Like like)) {
            return axis.spacing();
        }
        double ofInput =
                description.inputs().get(0).axis(like.axis()).map(Axis::spacing).orElse(1.);
        return axis.spacing() / ofInput;
    }
}
