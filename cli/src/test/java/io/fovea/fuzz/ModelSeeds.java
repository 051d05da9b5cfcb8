package io.fovea.fuzz;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fovea.cli.OddModels;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.model.Provenance;
import io.fovea.model.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small models that between them have most of what models have. */
final class ModelSeeds {
    private static final String SUFFIX = ".onnx";
    private static final long FREE = -1;

    private ModelSeeds() {}

    /** Models of all forms, some with cards. */
    static List<Seed> models() {
        List<Seed> seeds = new ArrayList<>();
        for (OddModels model : OddModels.values()) {
            seeds.add(new Seed(model.toString(), SUFFIX, model.graph().toBytes()));
        }
        for (int opset : new int[] {7, 9, 10, 11, 13, 17, 18, 21}) {
            seeds.add(new Seed(
                    "encoder-decoder-" + opset, SUFFIX, encoderDecoder(opset).toBytes()));
        }
        seeds.add(new Seed("attention", SUFFIX, attention().toBytes()));
        seeds.add(new Seed("quantised", SUFFIX, quantised().toBytes()));
        seeds.add(new Seed("branches", SUFFIX, withBranches()));
        seeds.add(new Seed("function", SUFFIX, withFunction()));
        seeds.add(new Seed("weights-beside", SUFFIX, withWeightsBeside()));
        seeds.addAll(cards());
        return seeds;
    }

    /** Models with cards. */
    static List<Seed> cards() {
        List<Seed> seeds = new ArrayList<>();
        seeds.add(carded("trimap", Task.TRIMAP, Input.tiled(Color.GRAY, 4, 2), 3, 1, true));
        seeds.add(carded("segmenter", Task.SEGMENTATION, Input.resized(24, 16, Color.RGB), 3, 3, true));
        seeds.add(carded("classifier", Task.CLASSIFICATION, Input.resized(16, 16, Color.BGR), 2, 3, false));
        seeds.add(carded("yes-or-no", Task.CLASSIFICATION, Input.whole(Color.GRAY), 1, 1, false));
        return seeds;
    }

    private static Seed carded(String name, Task task, Input input, int classes, int channels, boolean dense) {
        Graph graph = Graph.create(name, 17);
        graph.addInput(real("image", 1, channels, FREE, FREE));
        convolve(graph, "image", channels, 4, "c");
        graph.append(Node.of("Relu", List.of("c"), "r"));
        if (dense) {
            convolve(graph, "r", 4, classes, "scores");
            graph.addOutput(real("scores", 1, classes, FREE, FREE));
        } else {
            convolve(graph, "r", 4, classes, "s");
            graph.append(Node.of("GlobalAveragePool", List.of("s"), "p"));
            graph.append(Node.of("Flatten", List.of("p"), "scores"));
            graph.addOutput(real("scores", 1, classes));
        }
        List<String> labels = List.of("one", "two", "three").subList(0, Math.max(2, classes));
        Card.of(name, task, labels, input, OutputValues.LOGITS)
                .withProvenance(
                        Provenance.of("drawn by a test", "accuracy 0.5", "CC0", "A model that was never trained."))
                .writeTo(graph);
        graph.metadata().put("fovea.recipe", RecipeSeeds.TINY);
        return new Seed(name, SUFFIX, graph.toBytes());
    }

    /** Down and up again, with batch normalisation, a skip connection and a softmax, in an operator set's own forms. */
    private static Graph encoderDecoder(int opset) {
        Graph graph = Graph.create("encoder-decoder", opset);
        graph.addInput(real("x", FREE, 3, 32, 32));
        convolve(graph, "x", 3, 4, "a");
        for (String name : List.of("scale", "bias", "mean", "variance")) {
            graph.put(name, Tensor.of(1f, 2f, 3f, 4f));
        }
        graph.append(Node.of("BatchNormalization", List.of("a", "scale", "bias", "mean", "variance"), "b"));
        graph.append(Node.of("LeakyRelu", List.of("b"), "skip"));
        Attributes two = Attributes.NONE.withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
        graph.append(Node.of("MaxPool", List.of("skip"), "d", two));
        graph.declare(real("d", FREE, 4, 16, 16));
        convolve(graph, "d", 4, 8, "e");
        if (opset < 9) {
            graph.append(Node.of("Upsample", List.of("e"), "u", Attributes.NONE.withReals("scales", 1, 1, 2, 2)));
        } else {
            String scales = graph.put("scales", Tensor.of(1f, 1f, 2f, 2f));
            String none = graph.put("none", Tensor.of(new float[0]));
            graph.append(Node.of(
                    opset < 10 ? "Upsample" : "Resize",
                    opset < 11 ? List.of("e", scales) : List.of("e", none, scales),
                    "u"));
        }
        graph.put("t", random(8, 4, 2, 2));
        graph.append(Node.of("ConvTranspose", List.of("e", "t"), "v", Attributes.NONE.withIntegers("strides", 2, 2)));
        graph.append(Node.of("Concat", List.of("u", "v", "skip"), "all", Attributes.NONE.with("axis", 1)));
        convolve(graph, "all", 16, 3, "scores");
        graph.append(Node.of("Softmax", List.of("scores"), "y", Attributes.NONE.with("axis", 1)));
        graph.addOutput(real("y", FREE, 3, 32, 32));
        return graph;
    }

    /** Patches, one attention and a dense head, with shapes that the graph computes. */
    private static Graph attention() {
        Graph graph = Graph.create("attention", 17);
        graph.addInput(real("x", 1, 3, 32, 32));
        graph.put("patch", random(8, 3, 8, 8));
        graph.append(Node.of("Conv", List.of("x", "patch"), "p", Attributes.NONE.withIntegers("strides", 8, 8)));
        graph.append(Node.of("Shape", List.of("p"), "shape"));
        graph.put("zero", Tensor.of(0L));
        graph.put("rest", Tensor.of(8L, -1L));
        graph.append(Node.of("Gather", List.of("shape", "zero"), "batch"));
        graph.append(Node.of("Concat", List.of("batch", "rest"), "to", Attributes.NONE.with("axis", 0)));
        graph.append(Node.of("Reshape", List.of("p", "to"), "strung"));
        Attributes order = Attributes.NONE.withIntegers("perm", 0, 2, 1);
        graph.append(Node.of("Transpose", List.of("strung"), "tokens", order));
        graph.append(Node.of("MatMul", List.of("tokens", "strung"), "likeness"));
        graph.append(Node.of("Softmax", List.of("likeness"), "weights"));
        graph.append(Node.of("MatMul", List.of("weights", "tokens"), "mixed"));
        graph.append(Node.of("Add", List.of("mixed", "tokens"), "sum"));
        graph.put("gain", random(8));
        graph.append(Node.of("LayerNormalization", List.of("sum", "gain"), "even"));
        graph.append(Node.of("ReduceMean", List.of("even"), "mean", Attributes.NONE.withIntegers("axes", 1)));
        graph.put("dense", random(4, 8));
        graph.append(Node.of("Flatten", List.of("mean"), "flat"));
        graph.append(Node.of("Gemm", List.of("flat", "dense"), "y", Attributes.NONE.with("transB", 1)));
        graph.addOutput(real("y", 1, 4));
        return graph;
    }

    private static Graph quantised() {
        Graph graph = Graph.create("quantised", 13);
        graph.addInput(real("x", 1, 1, 16, 16));
        graph.put("step", Tensor.scalar(0.5f));
        graph.put("zero", Tensor.ofBytes(ElementType.UINT8, new long[0], ByteBuffer.wrap(new byte[] {5})));
        graph.put("w", Tensor.ofBytes(ElementType.UINT8, new long[] {2, 1, 3, 3}, ByteBuffer.allocate(18)));
        graph.append(Node.of("QuantizeLinear", List.of("x", "step", "zero"), "q"));
        graph.append(Node.of("QLinearConv", List.of("q", "step", "zero", "w", "step", "zero", "step", "zero"), "c"));
        graph.append(Node.of("DequantizeLinear", List.of("c", "step", "zero"), "y"));
        graph.addOutput(real("y", 1, 2, 14, 14));
        return graph;
    }

    /** A graph in a node, which takes values from around it. */
    private static byte[] withBranches() {
        Graph branch = Graph.create("branch", 13);
        branch.addInput(real("c", 1, 2, 16, 16));
        branch.append(Node.of("Relu", List.of("c"), "b"));
        branch.addOutput(real("b", 1, 2, 16, 16));
        OnnxMl.GraphProto body =
                proto(branch).getGraph().toBuilder().clearInput().build();
        Graph graph = Graph.create("branches", 13);
        graph.addInput(real("x", 1, 1, 16, 16));
        convolve(graph, "x", 1, 2, "c");
        graph.put("always", Tensor.ofBytes(ElementType.BOOL, new long[0], ByteBuffer.wrap(new byte[] {1})));
        graph.append(Node.of("Identity", List.of("c"), "y"));
        graph.addOutput(real("y", 1, 2, 16, 16));
        OnnxMl.ModelProto.Builder model = proto(graph).toBuilder();
        OnnxMl.NodeProto.Builder last =
                model.getGraphBuilder().getNodeBuilder(model.getGraph().getNodeCount() - 1);
        last.setOpType("If").setInput(0, "always");
        for (String side : List.of("then_branch", "else_branch")) {
            last.addAttributeBuilder()
                    .setName(side)
                    .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                    .setG(body);
        }
        return model.build().toByteArray();
    }

    private static byte[] withFunction() {
        OnnxMl.ModelProto.Builder model = proto(OddModels.PAINTER.graph()).toBuilder();
        model.addOpsetImportBuilder().setDomain("own").setVersion(1);
        model.addFunctionsBuilder()
                .setName("Tanh")
                .setDomain("own")
                .addInput("a")
                .addOutput("b")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("Tanh")
                        .addInput("a")
                        .addOutput("b"));
        model.getGraphBuilder()
                .getNodeBuilder(model.getGraph().getNodeCount() - 1)
                .setDomain("own");
        return model.build().toByteArray();
    }

    /** Its one weight is in the file {@link Sandbox#WEIGHTS}. */
    private static byte[] withWeightsBeside() {
        OnnxMl.ModelProto.Builder model = proto(OddModels.FIVE_CLASSES.graph()).toBuilder();
        model.getGraphBuilder()
                .getInitializerBuilder(0)
                .clearRawData()
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue(Sandbox.WEIGHTS))
                .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey("offset")
                        .setValue("16"));
        return model.build().toByteArray();
    }

    private static OnnxMl.ModelProto proto(Graph graph) {
        try {
            return OnnxMl.ModelProto.parseFrom(graph.toBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("What was just written can be read", e);
        }
    }

    private static ValueInfo real(String name, long... shape) {
        return new ValueInfo(name, ElementType.FLOAT, Shape.of(shape));
    }

    private static void convolve(Graph graph, String from, int channels, int filters, String to) {
        String weight = graph.put(to + "_w", random(filters, channels, 3, 3));
        Attributes same = Attributes.NONE.withIntegers("pads", 1, 1, 1, 1);
        graph.append(Node.of("Conv", List.of(from, weight), to, same));
    }

    private static Tensor random(long... shape) {
        float[] values = new float[(int) Tensor.elements(shape)];
        Random random = new Random(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 10;
        }
        return Tensor.of(values, shape);
    }
}
