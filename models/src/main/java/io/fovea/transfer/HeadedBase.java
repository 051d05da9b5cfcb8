package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.fit.Head;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.Activation;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.GlobalMaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Scored;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.Recipe;
import io.fovea.zoo.Decoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A base with its head.
 *
 * @param graph of both, from raw pixels to probabilities
 * @param condensed the value before the head's first weights
 * @param base the outputs of the nodes that are the base's
 */
record HeadedBase(Graph graph, String condensed, Set<String> base) {

    /**
     * A base that keeps the head it has; {@code base} is changed.
     *
     * @param answer the output of the head
     * @param features the value that the head goes on from
     * @throws FoveaException when it does not answer with as many scores as the recipe has labels
     */
    static HeadedBase keeping(Graph base, Recipe recipe, String answer, String features) {
        long[] sizes =
                base.value(answer).map(ValueInfo::shape).orElse(Shape.UNKNOWN).sizes();
        int classes = recipe.objects().isPresent()
                ? recipe.answers()
                : recipe.labels().size();
        boolean isYesOrNo = sizes.length >= 2
                && sizes[1] == 1
                && classes == 2
                && recipe.task().scored() == Scored.IMAGES
                && !recipe.isMultiLabel();
        if (sizes.length < 2 || sizes[1] != classes && !isYesOrNo) {
            throw new FoveaException("The head that is to be kept answers with "
                    + (sizes.length < 2 ? "an unknown number of" : sizes[1]) + " scores, but "
                    + (recipe.objects().isPresent()
                            ? "the recipe's 'objects' need " + classes + "; leave 'keep' out."
                            : "the recipe has " + classes + " labels."));
        }
        List<Shape.Dimension> dimensions = new ArrayList<>(List.of(Shape.Dimension.free("batch")));
        for (int i = 1; i < sizes.length; i++) {
            dimensions.add(i == 1 ? Shape.Dimension.fixed(sizes[i]) : Shape.Dimension.free(""));
        }
        base.addOutput(new ValueInfo(answer, ElementType.FLOAT, Shape.of(dimensions)));
        base.setOutputs(List.of(answer));
        base.prune();
        if (recipe.isMultiLabel()) {
            Head.letClassesMix(base);
        }
        Graph part = base.copy();
        part.setOutputs(List.of(features));
        part.prune();
        return new HeadedBase(base, features, outputs(part));
    }

    private static Set<String> outputs(Graph graph) {
        Set<String> names = new HashSet<>();
        graph.nodes().forEach(node -> names.add(node.output()));
        return names;
    }

    /**
     * A base with the recipe's head in the place of its own; {@code base} is cut.
     *
     * @param features the value that the head goes on from
     * @param maps the base's feature maps, of which a decoder takes some
     * @throws FoveaException when the recipe names one that is not there
     */
    static HeadedBase heading(Graph base, Recipe recipe, String features, MeasuredMaps maps) {
        return recipe.requireBase()
                .head()
                .decoder()
                .map(decoder -> decoding(base, recipe, decoder, features, maps))
                .orElseGet(() -> classifying(base, recipe, features));
    }

    private static HeadedBase classifying(Graph base, Recipe recipe, String features) {
        BaseSpec.HeadSpec head = recipe.requireBase().head();
        base.setOutputs(List.of(features));
        base.prune();
        Network network = Network.on(base, recipe.training().seed());
        SymbolicTensor x = network.value(features);
        x = switch (head.pooling()) {
            case MAX -> x.to(new GlobalMaxPooling2D());
            case FLATTEN -> x.to(new Flatten());
            case AVERAGE -> x.to(new GlobalAveragePooling2D());
        };
        String condensed = x.name();
        for (int width : head.dense()) {
            x = x.to(new Dense(width).relu());
        }
        if (head.dropout() > 0) {
            x = x.to(new Dropout((float) head.dropout()));
        }
        x = x.to(
                recipe.isYesOrNo()
                        ? new Dense(1).activation(Activation.SIGMOID)
                        : new Dense(recipe.labels().size()).activation(Activation.SOFTMAX));
        Graph graph = network.finish(x);
        if (recipe.isMultiLabel()) {
            Head.letClassesMix(graph);
        }
        return new HeadedBase(graph, condensed, outputs(base));
    }

    private static HeadedBase decoding(
            Graph base, Recipe recipe, BaseSpec.DecoderSpec decoder, String features, MeasuredMaps maps) {
        List<String> names = taps(decoder, features, maps);
        base.setOutputs(names);
        base.prune();
        Network network = Network.on(base, recipe.training().seed());
        SymbolicTensor image = network.value(base.inputs().get(0).name());
        List<SymbolicTensor> taps = names.stream().map(network::value).toList();
        int[] filters = decoder.filters().isEmpty()
                ? Decoder.filters(Decoder.steps(taps, image))
                : decoder.filters().stream().mapToInt(Integer::intValue).toArray();
        SymbolicTensor answer = Decoder.on(taps, image, filters, recipe.answers());
        return new HeadedBase(network.finish(answer), features, outputs(base));
    }

    private static List<String> taps(BaseSpec.DecoderSpec decoder, String features, MeasuredMaps maps) {
        List<String> names = new ArrayList<>(decoder.taps().isEmpty() ? maps.taps(features) : decoder.taps());
        if (!names.contains(features)) {
            names.add(features);
        }
        for (String name : names) {
            if (!maps.names().contains(name)) {
                throw new FoveaException("The base has no feature map '" + name + "' for a skip connection; it has "
                        + String.join(", ", maps.names()) + ".");
            }
        }
        return names;
    }
}
