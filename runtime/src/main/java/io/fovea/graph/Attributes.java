package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a node, by name. Immutable: {@code with} methods return a copy.
 *
 * <pre>{@code
 * Attributes conv = Attributes.NONE.withIntegers("kernel_shape", 3, 3).with("group", 1);
 * long[] strides = conv.integers("strides", 1, 1);
 * }</pre>
 *
 * <p>Attributes of every kind survive reading and writing, also the ones without a getter here.
 */
public final class Attributes {

    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    private final Map<String, AttributeProto> entries;

    private Attributes(Map<String, AttributeProto> entries) {
        this.entries = entries;
    }

    static Attributes of(Collection<AttributeProto> protos) {
        Map<String, AttributeProto> entries = new LinkedHashMap<>();
        protos.forEach(proto -> entries.put(proto.getName(), proto));
        return new Attributes(entries);
    }

    Collection<AttributeProto> protos() {
        return entries.values();
    }

    /** The names of the attributes that are set. */
    public Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    /** Whether {@code name} is set. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The integer {@code name}, or {@code otherwise} where it is not set. */
    public long integer(String name, long otherwise) {
        AttributeProto proto = entries.get(name);
        return proto == null ? otherwise : proto.getI();
    }

    /** The real number {@code name}, or {@code otherwise} where it is not set. */
    public float real(String name, float otherwise) {
        AttributeProto proto = entries.get(name);
        return proto == null ? otherwise : proto.getF();
    }

    /** The text {@code name}, or {@code otherwise} where it is not set. */
    public String text(String name, String otherwise) {
        AttributeProto proto = entries.get(name);
        return proto == null ? otherwise : proto.getS().toStringUtf8();
    }

    /** The integers {@code name}, or {@code otherwise} where they are not set. */
    public long[] integers(String name, long... otherwise) {
        AttributeProto proto = entries.get(name);
        return proto == null
                ? otherwise
                : proto.getIntsList().stream().mapToLong(Long::longValue).toArray();
    }

    /** The real numbers {@code name}, or {@code otherwise} where they are not set. */
    public float[] reals(String name, float... otherwise) {
        AttributeProto proto = entries.get(name);
        if (proto == null) {
            return otherwise;
        }
        float[] values = new float[proto.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = proto.getFloats(i);
        }
        return values;
    }

    /** The texts {@code name}; empty where they are not set. */
    public List<String> texts(String name) {
        AttributeProto proto = entries.get(name);
        return proto == null
                ? List.of()
                : proto.getStringsList().stream().map(ByteString::toStringUtf8).toList();
    }

    /** The tensor {@code name}; empty where it is not set. */
    public Optional<Tensor> tensor(String name) {
        AttributeProto proto = entries.get(name);
        return proto == null || !proto.hasT() ? Optional.empty() : Optional.of(TensorCodec.decode(proto.getT()));
    }

    /** A copy with integer {@code name}. */
    public Attributes with(String name, long value) {
        return put(attribute(name, AttributeProto.AttributeType.INT).setI(value));
    }

    /** A copy with integers {@code name}. */
    public Attributes withIntegers(String name, long... values) {
        AttributeProto.Builder proto = attribute(name, AttributeProto.AttributeType.INTS);
        for (long value : values) {
            proto.addInts(value);
        }
        return put(proto);
    }

    /** A copy with real number {@code name}. */
    public Attributes with(String name, float value) {
        return put(attribute(name, AttributeProto.AttributeType.FLOAT).setF(value));
    }

    /** A copy with real numbers {@code name}. */
    public Attributes withReals(String name, float... values) {
        AttributeProto.Builder proto = attribute(name, AttributeProto.AttributeType.FLOATS);
        for (float value : values) {
            proto.addFloats(value);
        }
        return put(proto);
    }

    /** A copy with text {@code name}. */
    public Attributes with(String name, String value) {
        return put(attribute(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    }

    /** A copy with tensor {@code name}. */
    public Attributes with(String name, Tensor value) {
        return put(attribute(name, AttributeProto.AttributeType.TENSOR).setT(TensorCodec.encode("", value)));
    }

    /** A copy without {@code name}. */
    public Attributes without(String name) {
        Map<String, AttributeProto> copy = new LinkedHashMap<>(entries);
        copy.remove(name);
        return new Attributes(copy);
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private Attributes put(AttributeProto.Builder proto) {
        Map<String, AttributeProto> copy = new LinkedHashMap<>(entries);
        copy.put(proto.getName(), proto.build());
        return new Attributes(copy);
    }

    /** Whether any attribute is a graph, as the bodies of If, Loop and Scan are. */
    boolean holdGraphs() {
        return entries.values().stream().anyMatch(proto -> proto.hasG() || proto.getGraphsCount() > 0);
    }

    /** The graph {@code name}; empty where it is not set. */
    OnnxMl.GraphProto graph(String name) {
        AttributeProto proto = entries.get(name);
        return proto == null ? OnnxMl.GraphProto.getDefaultInstance() : proto.getG();
    }

    /** Outer values that the sub-graphs among these attributes (the bodies of If, Loop and Scan) refer to. */
    List<String> captured() {
        List<String> names = new ArrayList<>();
        for (AttributeProto proto : entries.values()) {
            if (proto.hasG()) {
                names.addAll(captured(proto.getG()));
            }
            proto.getGraphsList().forEach(body -> names.addAll(captured(body)));
        }
        return names;
    }

    private static Set<String> captured(OnnxMl.GraphProto body) {
        Set<String> used = new LinkedHashSet<>();
        Set<String> own = new HashSet<>(Set.of(""));
        body.getInputList().forEach(input -> own.add(input.getName()));
        body.getInitializerList().forEach(constant -> own.add(constant.getName()));
        body.getSparseInitializerList()
                .forEach(constant -> own.add(constant.getValues().getName()));
        for (OnnxMl.NodeProto node : body.getNodeList()) {
            used.addAll(node.getInputList());
            used.addAll(of(node.getAttributeList()).captured());
            own.addAll(node.getOutputList());
        }
        body.getOutputList().forEach(output -> used.add(output.getName()));
        used.removeAll(own);
        return used;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.keySet().toString();
    }
}
