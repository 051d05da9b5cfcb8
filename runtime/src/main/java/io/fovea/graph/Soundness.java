package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a file's content can be relied on: looked at once, when it is read, so that nothing else has to. What operators
 * themselves demand of their inputs is ONNX Runtime's to check.
 */
final class Soundness {

    /** As many as any framework gives a tensor; images have four. */
    static final int MOST_DIMENSIONS = 32;

    /** Of one value: more than any memory holds, and so few that sizes in bytes can be reckoned with. */
    static final long MOST_ELEMENTS = 1L << 40;

    private static final int LONGEST_NAME = 4096;
    private static final int NEWEST_OPSET = 1000;

    private Soundness() {}

    /** Throws an {@link UnsoundException} for the first thing that is wrong. */
    static void require(OnnxMl.ModelProto model) {
        Set<String> domains = new HashSet<>();
        for (OnnxMl.OperatorSetIdProto set : model.getOpsetImportList()) {
            if (set.getVersion() < 1 || set.getVersion() > NEWEST_OPSET) {
                throw new UnsoundException("it is of version " + set.getVersion() + " of an operator set");
            }
            if (!domains.add(set.getDomain())) {
                throw new UnsoundException("it names the version of the operator set '" + set.getDomain() + "' twice");
            }
        }
        if (model.getGraph().getOutputCount() == 0) {
            throw new UnsoundException("it has no output");
        }
        requireGraph(model.getGraph());
        Functions.require(model);
    }

    /** A model's graph, or one inside a node. */
    static void requireGraph(OnnxMl.GraphProto graph) {
        requireValues("input", graph.getInputList());
        requireValues("output", graph.getOutputList());
        graph.getValueInfoList().forEach(Soundness::requireValue);
        Map<ByteString, OnnxMl.TensorProto> constants = new HashMap<>();
        for (OnnxMl.TensorProto constant : graph.getInitializerList()) {
            requireName("constant", constant.getNameBytes());
            OnnxMl.TensorProto other = constants.put(constant.getNameBytes(), constant);
            if (constant.getName().isEmpty() || other != null && !other.equals(constant)) {
                throw new UnsoundException(
                        constant.getName().isEmpty()
                                ? "one of its constants has no name"
                                : "it has two constants called '" + constant.getName() + "'");
            }
            TensorCodec.require(constant);
        }
        graph.getSparseInitializerList().forEach(SoundAttributes::requireSparse);
        graph.getNodeList().forEach(Soundness::requireNode);
    }

    private static void requireValues(String what, List<OnnxMl.ValueInfoProto> values) {
        Set<ByteString> names = new HashSet<>();
        for (OnnxMl.ValueInfoProto value : values) {
            if (value.getName().isEmpty() || !names.add(value.getNameBytes())) {
                throw new UnsoundException(
                        value.getName().isEmpty()
                                ? "one of its " + what + "s has no name"
                                : "it has two " + what + "s called '" + value.getName() + "'");
            }
            requireValue(value);
        }
    }

    private static void requireValue(OnnxMl.ValueInfoProto value) {
        requireName("value", value.getNameBytes());
        if (!value.getType().hasTensorType()) {
            return;
        }
        OnnxMl.TypeProto.Tensor type = value.getType().getTensorType();
        if (!ElementType.isKnown(type.getElemType())) {
            throw new UnsoundException("its value '" + value.getName() + "' is of the element type "
                    + type.getElemType() + ", which is not known");
        }
        long[] sizes = type.getShape().getDimList().stream()
                .mapToLong(size -> Math.max(1, size.getDimValue()))
                .toArray();
        requireShape("value '" + value.getName() + "'", sizes);
        for (OnnxMl.TensorShapeProto.Dimension size : type.getShape().getDimList()) {
            requireName("size", size.getDimParamBytes());
        }
    }

    /** Sizes of something, each at least 0. */
    static void requireShape(String what, long... sizes) {
        if (sizes.length > MOST_DIMENSIONS) {
            throw new UnsoundException("its " + what + " has " + sizes.length + " dimensions, more than the "
                    + MOST_DIMENSIONS + " that are supported");
        }
        double elements = 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new UnsoundException("its " + what + " is " + size + " long along one dimension");
            }
            // An empty one still has to be reckoned with along its other dimensions.
            elements *= Math.max(1, size);
        }
        if (elements > MOST_ELEMENTS) {
            throw new UnsoundException("its " + what + " claims to have " + String.format(Locale.ROOT, "%.2g", elements)
                    + " numbers, which no memory holds");
        }
    }

    static void requireNode(OnnxMl.NodeProto node) {
        requireName("node", node.getNameBytes());
        requireName("operator", node.getOpTypeBytes());
        requireName("operator set", node.getDomainBytes());
        requireName("overload", node.getOverloadBytes());
        for (int i = 0; i < node.getInputCount(); i++) {
            requireName("value", node.getInputBytes(i));
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            requireName("value", node.getOutputBytes(i));
        }
        if (node.getOutputCount() == 0) {
            throw new UnsoundException("its node '" + node.getName() + "' (" + node.getOpType() + ") has no output");
        }
        SoundAttributes.require(node);
    }

    static void requireName(String what, ByteString name) {
        if (!name.isValidUtf8() || name.toStringUtf8().chars().anyMatch(Character::isISOControl)) {
            throw new UnsoundException("the name of one " + what + " is no text");
        }
        if (name.size() > LONGEST_NAME) {
            throw new UnsoundException("the name of one " + what + " has " + name.size() + " letters, more than the "
                    + LONGEST_NAME + " that are supported");
        }
    }
}
