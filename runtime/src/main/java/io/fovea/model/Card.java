package io.fovea.model;

import io.fovea.graph.Graph;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a model means: everything that its graph does not say; and where it comes from.
 *
 * @param name short, as users type it
 * @param labels one per class, in the order of the output; empty if unknown
 * @param activation what the output's values are
 * @param output the name of the output that answers the task, where it need not be the first
 * @param assumptions one sentence for each thing that could not be deduced, and what is assumed instead; empty for a
 *     card that came with the model
 * @param provenance what is known of its making
 * @param head how the outputs of a detector are read, or of a model that tells objects apart
 * @param thresholds by which the latter's objects are decided on
 * @param sizes of the objects that it was trained on
 * @param trust how far its answers can be believed
 */
public record Card(
        String name,
        Task task,
        List<String> labels,
        Input input,
        OutputValues activation,
        Optional<String> output,
        List<String> assumptions,
        Provenance provenance,
        DetectorHead head,
        Thresholds thresholds,
        ObjectSizes sizes,
        Trust trust) {

    /** Copies the lists; an output without a name is none. */
    public Card {
        if (input.fit() == Fit.LETTERBOX && task.scored() != Scored.OBJECTS) {
            throw new IllegalArgumentException("fit 'letterbox' is for models that find objects");
        }
        if (activation == OutputValues.VALUES && task.scored() != Scored.NOTHING) {
            throw new IllegalArgumentException("activation 'values' is for models that have no scores of classes, and "
                    + task.clause().orElse("") + " by them");
        }
        labels = List.copyOf(labels);
        output = output.filter(text -> !text.isEmpty());
        assumptions = List.copyOf(assumptions);
    }

    /**
     * The card in a graph's metadata, or else one deduced from its shapes and operators, with {@link #assumptions}.
     *
     * @throws io.fovea.FoveaException if the metadata hold a card that makes no sense
     */
    public static Card of(Graph graph) {
        return Understanding.of(graph, Optional.empty(), CardFacts.NONE).card();
    }

    /** Writes the card into a graph's metadata as plain text under keys that begin with {@code fovea.}. */
    public void writeTo(Graph graph) {
        CardMetadata.write(this, graph);
    }

    /** That of a model of whose objects' sizes, and of how far it can be believed, nothing is known. */
    public Card(
            String name,
            Task task,
            List<String> labels,
            Input input,
            OutputValues activation,
            Optional<String> output,
            List<String> assumptions,
            Provenance provenance,
            DetectorHead head,
            Thresholds thresholds) {
        this(
                name,
                task,
                labels,
                input,
                activation,
                output,
                assumptions,
                provenance,
                head,
                thresholds,
                ObjectSizes.UNKNOWN,
                Trust.UNKNOWN);
    }

    /** A card with nothing but what is needed to run. */
    public static Card of(String name, Task task, List<String> labels, Input input, OutputValues activation) {
        return new Card(
                name,
                task,
                labels,
                input,
                activation,
                Optional.empty(),
                List.of(),
                Provenance.UNKNOWN,
                DetectorHead.NONE,
                Thresholds.USUAL);
    }

    private Card with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.card();
    }

    /** The same, given other images. */
    public Card withInput(Input newInput) {
        return with(parts -> parts.input = newInput);
    }

    /** The same, answered by an output of a name. */
    public Card withOutput(Optional<String> newOutput) {
        return with(parts -> parts.output = newOutput);
    }

    /** The same with other sentences on what is assumed. */
    public Card withAssumptions(List<String> newAssumptions) {
        return with(parts -> parts.assumptions = newAssumptions);
    }

    /** The same with what is known of its making. */
    public Card withProvenance(Provenance newProvenance) {
        return with(parts -> parts.provenance = newProvenance);
    }

    /** The same under another name. */
    public Card withName(String newName) {
        return with(parts -> parts.name = newName);
    }

    /** The same, its outputs read by a head. */
    public Card withHead(DetectorHead newHead) {
        return with(parts -> parts.head = newHead);
    }

    /** The same, its objects decided on by others. */
    public Card withThresholds(Thresholds newThresholds) {
        return with(parts -> parts.thresholds = newThresholds);
    }

    /** The same, trained on objects of other sizes. */
    public Card withSizes(ObjectSizes newSizes) {
        return with(parts -> parts.sizes = newSizes);
    }

    /** The same, believed as far as was measured. */
    public Card withTrust(Trust newTrust) {
        return with(parts -> parts.trust = newTrust);
    }

    /** The name of the output of a graph that answers the task: the first where no other is named. */
    public String outputOf(Graph graph) {
        return output.orElseGet(() -> graph.outputs().get(0).name());
    }

    /** The label of a class, or {@code class N} where labels are unknown. */
    public String label(int index) {
        return index < labels.size() ? labels.get(index) : "class " + index;
    }

    /** What a card is made of, to be changed one by one. */
    private static final class Parts {
        private final Card from;
        private String name;
        private Input input;
        private Optional<String> output;
        private List<String> assumptions;
        private Provenance provenance;
        private DetectorHead head;
        private Thresholds thresholds;
        private ObjectSizes sizes;
        private Trust trust;

        Parts(Card from) {
            this.from = from;
            name = from.name;
            input = from.input;
            output = from.output;
            assumptions = from.assumptions;
            provenance = from.provenance;
            head = from.head;
            thresholds = from.thresholds;
            sizes = from.sizes;
            trust = from.trust;
        }

        Card card() {
            return new Card(
                    name,
                    from.task,
                    from.labels,
                    input,
                    from.activation,
                    output,
                    assumptions,
                    provenance,
                    head,
                    thresholds,
                    sizes,
                    trust);
        }
    }
}
