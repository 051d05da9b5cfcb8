package io.fovea.model;

import io.fovea.graph.Graph;
import io.fovea.graph.operator.ProbabilityKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which object each pixel belongs to: outputs of a {@link DetectorHead} of pixels. */
final class ObjectLabels implements Recognition {

    @Override
    public String answer() {
        return "";
    }

    @Override
    public boolean recognises(Candidate output) {
        return ObjectsForm.of(output.graph(), output.image())
                .filter(form -> form.output().equals(output.name()))
                .isPresent();
    }

    @Override
    public DetectorHead head(Candidate output, Notes notes) {
        return ObjectsForm.of(output.graph(), output.image())
                .map(ObjectsForm::head)
                .orElse(DetectorHead.NONE);
    }

    /** What says whether there is an object is a probability where the network makes it one, or else a score. */
    @Override
    public OutputValues activation(Candidate output, long classes) {
        boolean isProbability = ObjectsForm.of(output.graph(), output.image())
                .map(form -> form.head() == DetectorHead.STARDIST)
                .orElseGet(() -> hasProbability(output.graph(), output.image()));
        return isProbability ? OutputValues.INDEPENDENT_PROBABILITIES : output.activation(1);
    }

    /** Whether one of the outputs, which need not be the first, is a probability for each pixel. */
    private static boolean hasProbability(Graph graph, InputForm image) {
        return graph.outputs().stream()
                .map(value -> new Candidate(graph, value, image, false))
                .filter(Candidate::isGrid)
                .filter(output -> output.sizes()[1] == 1 || output.sizes()[3] == 1)
                .anyMatch(output -> output.probabilities() == ProbabilityKind.EACH);
    }

    /** At their own resolution where any size goes in, and tiles can be put together again. */
    @Override
    public Entry entry(Candidate output, Function<CardKey, Optional<String>> usual, Notes notes) {
        Entry declared = Entry.asDeclared(output.image());
        if (!declared.isFree() || !output.seesImage()) {
            return declared;
        }
        List<ReceptiveField> fields = output.graph().outputs().stream()
                .filter(value -> value.shape().known() && value.shape().rank() == output.sizes().length)
                .filter(value -> ReceptiveField.sees(output.graph(), value.name()))
                .map(value -> ReceptiveField.coarsening(output.graph(), value.name()))
                .toList();
        int radius = fields.stream().mapToInt(ReceptiveField::radius).max().orElse(0);
        int multiple = fields.stream().mapToInt(ReceptiveField::multiple).max().orElse(1);
        boolean tiled = fields.stream().allMatch(ReceptiveField::isBounded) && radius <= Input.LARGEST_HALO;
        return new Entry(
                declared.width(),
                declared.height(),
                tiled ? Fit.TILE : Fit.RESIZE,
                tiled ? radius : 0,
                multiple <= Input.LARGEST_MULTIPLE ? multiple : 1);
    }
}
