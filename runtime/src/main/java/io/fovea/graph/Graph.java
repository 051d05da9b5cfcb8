package io.fovea.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private final ModelHeader header;
    private final Nodes nodes = new Nodes();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();
    private final Declarations declared;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private String name;
    private Set<Path> files = Set.of();

    /** A graph without nodes, constants and metadata. */
    Graph(String name, ModelHeader header, Declarations declared) {
        this.name = name;
        this.header = header;
        this.declared = declared;
    }

    /** An empty graph in version {@code opset} of ONNX's own operator set. */
    public static Graph create(String name, int opset) {
        return new Graph(name, ModelHeader.create(opset), new Declarations());
    }

    /** An empty graph of another's name, in its versions of all operator sets. */
    public static Graph like(Graph other) {
        return new Graph(other.name, other.header, new Declarations());
    }

    /**
     * Reads a model with its external data.
     *
     * @throws MalformedModelException when the file is not an ONNX model or is damaged
     * @throws io.fovea.FoveaException when it is missing, cannot be read, or does not fit into memory
     */
    public static Graph read(Path file) {
        return GraphFile.read(file);
    }

    /**
     * Reads a model from memory.
     *
     * @throws MalformedModelException when the bytes are not an ONNX model, or refer to a file beside it
     */
    public static Graph parse(byte[] onnx) {
        return GraphFile.parse(onnx);
    }

    /**
     * Writes the model; the file is there whole or not at all. A model beyond protobuf's 2 GB keeps its constants in
     * {@code <file>.data} beside it.
     *
     * @throws IOException when it cannot be written
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

    private Graph copyUnder(ModelHeader other) {
        Graph copy = new Graph(name, other, declared.copy());
        copy.nodes.setAll(nodes.all());
        copy.initializers.putAll(initializers);
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
        Graph copy = copyUnder(header.inOpset(opset));
        // Since version 4 of the format, a constant that is listed among the inputs is only a default value.
        copy.declared.inputs().keySet().removeAll(initializers.keySet());
        return copy;
    }

    /** The files that it was read from, its own and those beside it with its constants; none for what is no longer a file's. */
    public Set<Path> files() {
        return files;
    }

    void setFiles(Collection<Path> from) {
        files = Set.copyOf(from);
    }

    /** The graph's name. */
    public String name() {
        return name;
    }

    /** The tool that wrote the model, as it calls itself; empty if it does not say. */
    public String producerName() {
        return header.model().getProducerName();
    }

    /** Version of ONNX's own operator set. */
    public int opset() {
        return opset("");
    }

    /** Version of the operator set {@code domain}, or 0 where the model does not import it. */
    public int opset(String domain) {
        return header.opset(domain);
    }

    /** The metadata, live: changes are written with the model. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The nodes in topological order; a read-only view. */
    public List<Node> nodes() {
        return nodes.all();
    }

    /** The constants kept beside the nodes, by value name; a read-only view. */
    public Map<String, Tensor> initializers() {
        return Collections.unmodifiableMap(initializers);
    }

    /** What must be fed: the inputs that no initialiser gives a value. */
    public List<ValueInfo> inputs() {
        return declared.inputs().values().stream()
                .filter(proto -> !initializers.containsKey(proto.getName()))
                .map(ValueInfo::of)
                .toList();
    }

    /** The outputs. */
    public List<ValueInfo> outputs() {
        return declared.outputs().values().stream().map(ValueInfo::of).toList();
    }

    /** What is declared of {@code value}, be it an input, an output, a constant or an inner value. */
    public Optional<ValueInfo> value(String value) {
        Tensor constant = initializers.get(value);
        if (constant != null) {
            return Optional.of(new ValueInfo(value, constant.type(), Shape.of(constant.shape())));
        }
        return declared.of(value);
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
        return nodes.producer(value);
    }

    /** The nodes that need {@code value}, in order; also those in whose sub-graphs it appears. */
    public List<Node> consumers(String value) {
        return nodes.consumers(value);
    }

    /** Whether anything in the graph is called {@code value}. */
    public boolean has(String value) {
        return initializers.containsKey(value)
                || declared.inputs().containsKey(value)
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
        requireFits(node);
        nodes.add(node);
        return node;
    }

    /** Adds {@code node} just before {@code anchor}; errors as in {@link #append}, or when there is no such anchor. */
    public Node insertBefore(Node anchor, Node node) {
        requireFits(node);
        nodes.addBefore(anchor, node);
        return node;
    }

    private void requireFits(Node node) {
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
    }

    /**
     * Puts {@code replacement} in the place of {@code node}.
     *
     * @throws IllegalArgumentException when the graph has no such node
     */
    public void replace(Node node, Node replacement) {
        nodes.replace(node, replacement);
    }

    /**
     * Takes {@code node} away; values it computed are then missing until something else computes them.
     *
     * @throws IllegalArgumentException when the graph has no such node
     */
    public void remove(Node node) {
        nodes.remove(node);
    }

    /** Makes every node that needs {@code value} take {@code other} instead; sub-graphs keep what they refer to. */
    public void reroute(String value, String other) {
        nodes.replaceAll(node -> node.withInputs(node.inputs().stream()
                .map(input -> input.equals(value) ? other : input)
                .toList()));
    }

    /** Sets the initialiser {@code value}, new or not. Returns its name. */
    public String put(String value, Tensor constant) {
        initializers.put(value, constant);
        return value;
    }

    /** Takes the initialiser {@code value} away. */
    public void removeInitializer(String value) {
        initializers.remove(value);
        declared.inputs().remove(value);
    }

    /** Adds an input, or declares an existing one anew. */
    public void addInput(ValueInfo input) {
        Declarations.put(declared.inputs(), input);
    }

    /** Adds an output, or declares an existing one anew. */
    public void addOutput(ValueInfo output) {
        Declarations.put(declared.outputs(), output);
    }

    /** Notes the type and shape of an inner value. */
    public void declare(ValueInfo value) {
        Declarations.put(declared.inner(), value);
    }

    /** Notes another type and shape of an output or an inner value, wherever the first ones are noted. */
    public void redeclare(ValueInfo value) {
        Declarations.put(declared.outputs().containsKey(value.name()) ? declared.outputs() : declared.inner(), value);
    }

    /** Forgets what is noted of inner values, which a change of the inputs may have made wrong. */
    public void undeclareInner() {
        declared.inner().clear();
    }

    /** Makes {@code outputNames} the only outputs; see {@link #expose}. */
    public void setOutputs(Collection<String> outputNames) {
        List<ValueInfo> wanted =
                outputNames.stream().map(this::declaredOrUntyped).toList();
        declared.outputs().clear();
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

    ModelHeader header() {
        return header;
    }

    Declarations declared() {
        return declared;
    }

    void keepOnly(List<Node> keptNodes, Collection<String> keptValues) {
        nodes.setAll(keptNodes);
        // Formats before version 4 list constants among the inputs; without its constant one would have to be fed.
        declared.inputs().keySet().removeIf(name -> initializers.containsKey(name) && !keptValues.contains(name));
        initializers.keySet().retainAll(keptValues);
        declared.inner().keySet().retainAll(keptValues);
    }

    /** Takes without checks the nodes of a file. */
    void load(List<Node> ordered) {
        nodes.setAll(ordered);
    }
}
