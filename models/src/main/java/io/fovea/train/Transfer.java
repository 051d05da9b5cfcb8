package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Normalisation;
import io.fovea.layers.Activation;
import io.fovea.layers.Dense;
import io.fovea.layers.Dropout;
import io.fovea.layers.Flatten;
import io.fovea.layers.GlobalAveragePooling2D;
import io.fovea.layers.GlobalMaxPooling2D;
import io.fovea.layers.Network;
import io.fovea.layers.SymbolicTensor;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Task;
import io.fovea.torch.Trainable;
import io.fovea.zoo.Decoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A network that stands on one that others trained: the base in operator set 17 and float32, its preprocessing in its
 * graph, cut before its classifier, with a head of ours.
 *
 * <pre>{@code
 * Transfer transfer = Transfer.of(Model.read(Path.of("squeezenet.onnx")), recipe);
 * Trainer trainer = new Trainer(transfer.graph(), options, checkpoint, text).training(transfer.trainable());
 * }</pre>
 */
public final class Transfer {

    /** The metadata key under which a model keeps the name of the base it stands on. */
    public static final String BASE_KEY = "fovea.base";

    /** The metadata key under which a model keeps the name of the value that its base ends in. */
    public static final String FEATURES_KEY = "fovea.base.output";

    private static final int TRIAL_SIZE = 224;

    private final Graph graph;
    private final String condensed;
    private final Trainable trainable;
    private final String license;
    private final String sha256;

    private Transfer(Graph graph, String condensed, Trainable trainable, String license, String sha256) {
        this.graph = graph;
        this.condensed = condensed;
        this.trainable = trainable;
        this.license = license;
        this.sha256 = sha256;
    }

    /**
     * Puts a recipe's head on a base.
     *
     * @throws FoveaException when the base is no network for images of the recipe's kind, an operator of it cannot be
     *     raised, or the recipe names a value or layer that it does not have
     */
    public static Transfer of(Model model, Recipe recipe) {
        BaseSpec spec = recipe.base();
        Graph base = prepared(model, recipe);
        String answer = model.card().output().isEmpty()
                ? base.outputs().get(0).name()
                : model.card().output();
        MeasuredMaps maps = MeasuredMaps.of(
                base,
                side(recipe, recipe.input().height()),
                side(recipe, recipe.input().width()));
        String known = base.metadata().getOrDefault(FEATURES_KEY, "");
        String named = spec.output().isEmpty() ? known : spec.output();
        String features = named.isEmpty() ? maps.last(answer) : named;
        if (!maps.names().contains(features)) {
            throw new FoveaException("The base '" + model.name() + "' has no feature map '" + features + "'; it has "
                    + String.join(", ", maps.names()) + ".");
        }
        base.metadata().clear();
        Joined joined =
                spec.head().keep() ? kept(base, recipe, answer, features) : headed(base, recipe, features, maps);
        joined.graph.metadata().put(BASE_KEY, model.name());
        joined.graph.metadata().put(FEATURES_KEY, features);
        Trainable trainable = trainable(joined, spec);
        String license = spec.license().isEmpty() ? model.card().license() : spec.license();
        return new Transfer(joined.graph, joined.condensed, trainable, license, sha256(model));
    }

    /** Of the network with its weights, also of those in files beside it. */
    private static String sha256(Model model) {
        try {
            byte[] onnx = model.graph().toBytes();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A base with its head. */
    private record Joined(Graph graph, String condensed, Set<String> base) {}

    private static int side(Recipe recipe, int declared) {
        int crop = recipe.data().crop();
        return declared > 0 ? declared : crop > 0 ? crop : TRIAL_SIZE;
    }

    private static Graph prepared(Model model, Recipe recipe) {
        Graph base = model.graph().inSinglePrecision().raised(Network.OPSET);
        Input input = input(model, recipe.base().pixels());
        boolean image =
                base.inputs().size() == 1 && base.inputs().get(0).shape().rank() == 4;
        if (!image || input.channels() != recipe.input().channels()) {
            throw new FoveaException("The base '" + model.name() + "' takes " + base.inputs()
                    + ", but the recipe gives it one image of " + recipe.input().channels() + " channels.");
        }
        RawPixels.into(base, input, recipe.input().height(), recipe.input().width());
        base.undeclareInner();
        freeBatch(base);
        return base;
    }

    private static Input input(Model model, BaseSpec.PixelSpec pixels) {
        Input input = model.card().input();
        if (pixels == null) {
            return input;
        }
        Normalisation raw = Normalisation.RAW;
        Normalisation wanted = new Normalisation(
                pixels.scale(), floats(pixels.mean()), floats(pixels.std()), raw.stretch(), raw.low(), raw.high());
        return new Input(
                input.width(),
                input.height(),
                input.channels(),
                input.layout(),
                pixels.color() == null ? input.color() : pixels.color(),
                wanted,
                input.fit(),
                input.halo(),
                input.multiple());
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    /** Lets what was exported for one image at a time take batches. */
    private static void freeBatch(Graph base) {
        for (Node node : List.copyOf(base.nodes())) {
            Tensor shape = node.is("Reshape") ? base.constant(node.input(1)).orElse(null) : null;
            if (shape != null
                    && shape.size() > 1
                    && shape.toLongs()[0] == 1
                    && base.constant(node.input(0)).isEmpty()) {
                long[] sizes = shape.toLongs();
                sizes[0] = 0;
                String free = base.put(base.unused(node.output() + "_shape"), Tensor.of(sizes));
                base.replace(node, node.withInputs(List.of(node.input(0), free)));
            }
        }
    }

    private static Joined kept(Graph base, Recipe recipe, String answer, String features) {
        long[] sizes =
                base.value(answer).map(ValueInfo::shape).orElse(Shape.UNKNOWN).sizes();
        int classes = recipe.labels().size();
        boolean isYesOrNo = sizes.length >= 2
                && sizes[1] == 1
                && classes == 2
                && recipe.task() == Task.CLASSIFICATION
                && !recipe.isMultiLabel();
        if (sizes.length < 2 || sizes[1] != classes && !isYesOrNo) {
            throw new FoveaException("The head that is to be kept answers with "
                    + (sizes.length < 2 ? "an unknown number of" : sizes[1]) + " scores, but the recipe has " + classes
                    + " labels.");
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
        return new Joined(base, features, outputs(part));
    }

    private static Set<String> outputs(Graph graph) {
        Set<String> names = new HashSet<>();
        graph.nodes().forEach(node -> names.add(node.output()));
        return names;
    }

    private static Joined headed(Graph base, Recipe recipe, String features, MeasuredMaps maps) {
        BaseSpec.HeadSpec head = recipe.base().head();
        List<String> taps = head.decoder() == null ? List.of(features) : taps(head.decoder(), features, maps);
        base.setOutputs(taps);
        base.prune();
        Network network = Network.on(base, recipe.training().seed());
        if (head.decoder() != null) {
            SymbolicTensor image = network.value(base.inputs().get(0).name());
            SymbolicTensor answer =
                    decoded(image, taps.stream().map(network::value).toList(), head.decoder(), recipe);
            return new Joined(network.finish(answer), features, outputs(base));
        }
        SymbolicTensor x = network.value(features);
        x = switch (head.pooling()) {
            case "max" -> x.to(new GlobalMaxPooling2D());
            case "flatten" -> x.to(new Flatten());
            default -> x.to(new GlobalAveragePooling2D());
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
        return new Joined(graph, condensed, outputs(base));
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

    private static SymbolicTensor decoded(
            SymbolicTensor image, List<SymbolicTensor> taps, BaseSpec.DecoderSpec decoder, Recipe recipe) {
        int[] filters = decoder.filters().isEmpty()
                ? Decoder.filters(Decoder.steps(taps, image))
                : decoder.filters().stream().mapToInt(Integer::intValue).toArray();
        return Decoder.on(taps, image, filters, recipe.labels().size());
    }

    private static Trainable trainable(Joined joined, BaseSpec spec) {
        if (spec.mode() == BaseSpec.Mode.CONTINUE) {
            return Trainable.ALL;
        }
        Set<String> moving = new HashSet<>(Trainable.weights(joined.graph));
        for (Node node : joined.graph.nodes()) {
            if (joined.base.contains(node.output())) {
                moving.removeAll(node.inputs());
            }
        }
        if (spec.mode() == BaseSpec.Mode.FINE_TUNE) {
            moving.addAll(Unfreezing.weights(joined.graph, joined.base, spec.unfreeze()));
        }
        return new Trainable() {
            @Override
            public boolean moves(String initializer) {
                return moving.contains(initializer);
            }

            @Override
            public boolean isFrozen(Node node) {
                return joined.base.contains(node.output());
            }
        };
    }

    /** The whole network, from raw pixels to probabilities. */
    public Graph graph() {
        return graph;
    }

    /** What of it is trained. */
    public Trainable trainable() {
        return trainable;
    }

    /** The value before the first weights of the head, which never changes while the base is frozen. */
    public String condensed() {
        return condensed;
    }

    /** Tells the base from every other one, whatever its file is called. */
    String sha256() {
        return sha256;
    }

    /** The licence of the base; empty if unknown. */
    String license() {
        return license;
    }
}
