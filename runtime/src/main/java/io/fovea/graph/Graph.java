package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ONNX model as an editable graph: nodes, the values between them, constants and metadata.
 *
 * <pre>{@code
 * Graph graph = Graph.read(Path.of("squeezenet.onnx"));
 * graph.expose("pool10");                        // an inner value becomes an output
 * graph.prune();                                 // what no output needs goes
 * graph.write(Path.of("squeezenet-cut.onnx"));
 * }</pre>
 *
 * <p>Nodes are kept in a topological order, as ONNX demands. What this class has no name for (functions, sparse
 * constants, quantisation notes) survives reading and writing. Not thread-safe.
 */
public final class Graph {

    /** Version of the file format that operator set 17 came with. */
    private static final long IR_OF_CONSTANTS = 8;

    final OnnxMl.ModelProto header;
    final OnnxMl.GraphProto remainder;
    private String name;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();
    private final Map<String, OnnxMl.ValueInfoProto> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxMl.ValueInfoProto> outputs = new LinkedHashMap<>();
    private final Map<String, OnnxMl.ValueInfoProto> inner = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private Map<String, Node> producers;
    private Map<String, List<Node>> consumers;

    /** A graph with everything of {@code model} but its nodes, constants, values and metadata. */
    Graph(OnnxMl.ModelProto model) {
        this.name = model.getGraph().getName();
        this.header = model.toBuilder().clearGraph().clearMetadataProps().build();
        this.remainder = model.getGraph().toBuilder()
                .clearNode()
                .clearInitializer()
                .clearInput()
                .clearOutput()
                .clearValueInfo()
                .build();
    }

    /** An empty graph in version {@code opset} of ONNX's own operator set. */
    public static Graph create(String name, int opset) {
        Graph graph = new Graph(OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("fovea")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset))
                .build());
        graph.name = name;
        return graph;
    }

    /**
     * Reads a model with its external data.
     *
     * @throws MalformedModelException when the file is not an ONNX model or is damaged
     * @throws IOException when the file cannot be read
     */
    public static Graph read(Path file) throws IOException {
        return GraphFile.read(file);
    }

    /**
     * Reads a model from memory.
     *
     * @throws MalformedModelException when the bytes are not an ONNX model, or refer to a file beside it
     */
    public static Graph parse(byte[] onnx) throws MalformedModelException {
        return GraphFile.parse(onnx);
    }

    /**
     * Writes the model; the file is there whole or not at all. A model beyond protobuf's 2 GB keeps its constants in
     * {@code <file>.data} beside it.
     */
    public void write(Path file) throws IOException {
        GraphFile.write(this, file);
    }

    /** The model as an {@code .onnx} file's bytes; at most 2 GB. */
    public byte[] toBytes() {
        return GraphFile.toProto(this).toByteArray();
    }

    /** An independent copy; constants, being immutable, are shared. */
    public Graph copy() {
        return copyUnder(header);
    }

    private Graph copyUnder(OnnxMl.ModelProto model) {
        Graph copy = new Graph(
                model.toBuilder().setGraph(remainder.toBuilder().setName(name)).build());
        copy.nodes.addAll(nodes);
        copy.initializers.putAll(initializers);
        copy.inputs.putAll(inputs);
        copy.outputs.putAll(outputs);
        copy.inner.putAll(inner);
        copy.metadata.putAll(metadata);
        return copy;
    }

    /**
     * A copy in version {@code opset} of ONNX's own operator set, in which every node means what it meant: nodes whose
     * operator changed are rewritten. A model of this version or a newer one is copied as it is.
     *
     * @param opset 13 to 17
     * @throws io.fovea.FoveaException naming the operator that has no such form; or if the model is older than 7
     */
    public Graph raised(int opset) {
        return Raising.raise(this, opset);
    }

    /**
     * A copy whose real numbers are float32 throughout: constants, inputs, outputs and everything between.
     *
     * @throws io.fovea.FoveaException if a node holds a graph of its own
     */
    public Graph inSinglePrecision() {
        return SinglePrecision.of(this);
    }

    /**
     * A copy in which operators on quantised numbers, such as QLinearConv, are those on real numbers between
     * DequantizeLinear and QuantizeLinear, the form that ONNX Runtime calls QDQ. Values keep their names; answers differ
     * by rounding alone. Operators that have no such form stay as they are.
     */
    public Graph inQdqForm() {
        return QdqForm.of(this);
    }

    /** A copy that says it is of another operator set. */
    Graph inOpset(int opset) {
        OnnxMl.ModelProto.Builder model = header.toBuilder().clearOpsetImport();
        model.setIrVersion(Math.max(header.getIrVersion(), IR_OF_CONSTANTS));
        model.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(opset));
        header.getOpsetImportList().stream()
                .filter(set -> !set.getDomain().isEmpty() && !set.getDomain().equals("ai.onnx"))
                .forEach(model::addOpsetImport);
        Graph copy = copyUnder(model.build());
        // Since version 4 of the format, a constant that is listed among the inputs is only a default value.
        copy.inputs.keySet().removeAll(initializers.keySet());
        return copy;
    }

    // Looking things up

    /** The graph's name. */
    public String name() {
        return name;
    }

    /** Version of ONNX's own operator set. */
    public int opset() {
        return opset("");
    }

    /** Version of the operator set {@code domain}, or 0 where the model does not import it. */
    public int opset(String domain) {
        for (OnnxMl.OperatorSetIdProto set : header.getOpsetImportList()) {
            boolean same = set.getDomain().equals(domain)
                    || (domain.isEmpty() && set.getDomain().equals("ai.onnx"));
            if (same) {
                return Math.toIntExact(set.getVersion());
            }
        }
        return 0;
    }

    /** Who wrote the file, such as {@code pytorch}. */
    public String producer() {
        return header.getProducerName();
    }

    /** The metadata, live: changes are written with the model. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The nodes in topological order; a read-only view. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** The constants kept beside the nodes, by value name; a read-only view. */
    public Map<String, Tensor> initializers() {
        return Collections.unmodifiableMap(initializers);
    }

    /** What must be fed: the inputs that no initialiser gives a value. */
    public List<ValueInfo> inputs() {
        return inputs.values().stream()
                .filter(proto -> !initializers.containsKey(proto.getName()))
                .map(ValueInfo::of)
                .toList();
    }

    /** The outputs. */
    public List<ValueInfo> outputs() {
        return outputs.values().stream().map(ValueInfo::of).toList();
    }

    /** What is declared of {@code value}, be it an input, an output, a constant or an inner value. */
    public Optional<ValueInfo> value(String value) {
        Tensor constant = initializers.get(value);
        if (constant != null) {
            return Optional.of(new ValueInfo(value, constant.type(), Shape.of(constant.shape())));
        }
        for (Map<String, OnnxMl.ValueInfoProto> declared : List.of(inputs, outputs, inner)) {
            if (declared.containsKey(value)) {
                return Optional.of(ValueInfo.of(declared.get(value)));
            }
        }
        return Optional.empty();
    }

    /** The constant {@code value}: an initialiser, or the output of a Constant node. */
    public Optional<Tensor> constant(String value) {
        Tensor initializer = initializers.get(value);
        if (initializer != null) {
            return Optional.of(initializer);
        }
        return producer(value).filter(node -> node.is("Constant")).flatMap(Constants::valueOf);
    }

    /** The node that computes {@code value}. */
    public Optional<Node> producer(String value) {
        if (producers == null) {
            producers = new HashMap<>();
            nodes.forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
            producers.remove("");
        }
        return Optional.ofNullable(producers.get(value));
    }

    /** The nodes that need {@code value}, in order; also those in whose sub-graphs it appears. */
    public List<Node> consumers(String value) {
        if (consumers == null) {
            consumers = new HashMap<>();
            for (Node node : nodes) {
                node.dependencies().stream().distinct().forEach(input -> consumers
                        .computeIfAbsent(input, key -> new ArrayList<>())
                        .add(node));
            }
        }
        return Collections.unmodifiableList(consumers.getOrDefault(value, List.of()));
    }

    /** Whether anything in the graph is called {@code value}. */
    public boolean has(String value) {
        return initializers.containsKey(value)
                || inputs.containsKey(value)
                || producer(value).isPresent();
    }

    /** {@code stem}, or {@code stem_1}, {@code stem_2}, ... whichever no value bears yet. */
    public String unused(String stem) {
        String candidate = stem;
        for (int i = 1; has(candidate); i++) {
            candidate = stem + "_" + i;
        }
        return candidate;
    }

    // Editing

    /** Gives the graph a name. */
    public void rename(String newName) {
        name = newName;
    }

    /**
     * Adds a node at the end.
     *
     * @throws IllegalArgumentException when one of its inputs does not exist or one of its outputs does already
     */
    public Node append(Node node) {
        return insert(nodes.size(), node);
    }

    /** Adds {@code node} just before {@code anchor}; errors as in {@link #append}. */
    public Node insertBefore(Node anchor, Node node) {
        return insert(indexOf(anchor), node);
    }

    private Node insert(int index, Node node) {
        for (String input : node.dependencies()) {
            if (!has(input)) {
                throw new IllegalArgumentException(
                        node.op() + " '" + node.name() + "' needs the value '" + input + "', which does not exist");
            }
        }
        for (String output : node.outputs()) {
            if (has(output)) {
                throw new IllegalArgumentException(
                        node.op() + " '" + node.name() + "' would compute '" + output + "', which exists already");
            }
        }
        nodes.add(index, node);
        changed();
        return node;
    }

    /** Puts {@code replacement} in the place of {@code node}. */
    public void replace(Node node, Node replacement) {
        nodes.set(indexOf(node), replacement);
        changed();
    }

    /** Takes {@code node} away; values it computed are then missing until something else computes them. */
    public void remove(Node node) {
        nodes.remove(indexOf(node));
        changed();
    }

    private int indexOf(Node node) {
        int index = nodes.indexOf(node);
        if (index < 0) {
            throw new IllegalArgumentException("The graph has no " + node.op() + " '" + node.name() + "'");
        }
        return index;
    }

    /** Makes every node that needs {@code value} take {@code other} instead; sub-graphs keep what they refer to. */
    public void reroute(String value, String other) {
        nodes.replaceAll(node -> node.withInputs(node.inputs().stream()
                .map(input -> input.equals(value) ? other : input)
                .toList()));
        changed();
    }

    /** Sets the initialiser {@code value}, new or not. Returns its name. */
    public String put(String value, Tensor constant) {
        initializers.put(value, constant);
        return value;
    }

    /** Takes the initialiser {@code value} away. */
    public void removeInitializer(String value) {
        initializers.remove(value);
        inputs.remove(value);
    }

    /** Adds an input, or declares an existing one anew. */
    public void addInput(ValueInfo input) {
        inputs.put(input.name(), input.toProto());
    }

    /** Adds an output, or declares an existing one anew. */
    public void addOutput(ValueInfo output) {
        outputs.put(output.name(), output.toProto());
    }

    /** Notes the type and shape of an inner value. */
    public void declare(ValueInfo value) {
        inner.put(value.name(), value.toProto());
    }

    /** Forgets what is noted of inner values, which a change of the inputs may have made wrong. */
    public void undeclareInner() {
        inner.clear();
    }

    /** Makes {@code outputNames} the only outputs; see {@link #expose}. */
    public void setOutputs(Collection<String> outputNames) {
        List<ValueInfo> wanted =
                outputNames.stream().map(this::declaredOrUntyped).toList();
        outputs.clear();
        wanted.forEach(this::addOutput);
    }

    /**
     * Makes an inner value an output as well. Where its type is not declared, ONNX Runtime infers it.
     *
     * @throws IllegalArgumentException when there is no such value
     */
    public void expose(String value) {
        addOutput(declaredOrUntyped(value));
    }

    private ValueInfo declaredOrUntyped(String value) {
        if (!has(value)) {
            throw new IllegalArgumentException("The graph has no value '" + value + "'");
        }
        return value(value).orElse(new ValueInfo(value, ElementType.UNDEFINED, Shape.UNKNOWN));
    }

    /** Takes away every node, constant and note that no output depends on. Inputs stay. */
    public void prune() {
        Surgery.prune(this);
    }

    /**
     * The part of this model that computes {@code to} from {@code from}, as a model of its own, pruned.
     *
     * @param from values that become the inputs; declared ones keep their type and shape, others are float32 of unknown
     *     shape
     * @param to values that become the outputs
     * @throws IllegalArgumentException when a value does not exist, or {@code to} needs an input that {@code from} does
     *     not cover
     */
    public Graph cut(List<String> from, List<String> to) {
        return Surgery.cut(this, from, to);
    }

    /**
     * Appends another model whose inputs are values of this one. Its inner names get {@code prefix} where they are taken;
     * its outputs become outputs of this model, its metadata is not taken.
     *
     * @param wiring the other model's input names to value names here; every input must be wired
     * @return the other model's value names to the names they have here
     * @throws IllegalArgumentException when an input is not wired, or the operator sets differ in version
     */
    public Map<String, String> join(Graph other, Map<String, String> wiring, String prefix) {
        return Surgery.join(this, other, wiring, prefix);
    }

    // For this package

    private void changed() {
        producers = null;
        consumers = null;
    }

    void keepOnly(List<Node> keptNodes, Collection<String> keptValues) {
        nodes.clear();
        nodes.addAll(keptNodes);
        initializers.keySet().retainAll(keptValues);
        inner.keySet().retainAll(keptValues);
        changed();
    }

    Map<String, OnnxMl.ValueInfoProto> inputProtos() {
        return inputs;
    }

    Map<String, OnnxMl.ValueInfoProto> outputProtos() {
        return outputs;
    }

    Map<String, OnnxMl.ValueInfoProto> innerProtos() {
        return inner;
    }

    /** Adds without checks what a file holds. */
    void load(Node node) {
        nodes.add(node);
    }
}
