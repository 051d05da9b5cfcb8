package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Whether the attributes of nodes are within the bounds that their names set, whichever the operator. */
final class SoundAttributes {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "com.microsoft");

    /** Those that count pixels, elements or groups: at least one. */
    private static final Set<String> COUNTS =
            Set.of("kernel_shape", "strides", "dilations", "group", "blocksize", "pooled_shape");

    /** What a node may put beside an image: more than any network does, and little enough for memory and time. */
    private static final long MOST_ADDED = 1 << 14;

    /** Those that count pixels and may take some away. */
    private static final Set<String> SHIFTS = Set.of("pads", "output_padding", "border");

    private static final Set<String> AXES = Set.of("axis", "axes", "batch_axis", "time_axis");

    /** Those that name an element type. */
    private static final Set<String> TYPES = Set.of("to", "dtype", "output_dtype");

    private SoundAttributes() {}

    /** Throws an {@link UnsoundException} for the first attribute that is wrong. */
    static void require(OnnxMl.NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            Soundness.requireName("attribute", attribute.getNameBytes());
            if (attribute.hasT()) {
                requireHere(attribute.getT());
            }
            attribute.getTensorsList().forEach(SoundAttributes::requireHere);
            if (attribute.hasSparseTensor()) {
                requireSparse(attribute.getSparseTensor());
            }
            attribute.getSparseTensorsList().forEach(SoundAttributes::requireSparse);
            if (attribute.hasG()) {
                Soundness.requireGraph(attribute.getG());
            }
            attribute.getGraphsList().forEach(Soundness::requireGraph);
            if (DOMAINS.contains(node.getDomain()) && !isWithinBounds(attribute)) {
                throw new UnsoundException("the attribute '" + attribute.getName() + "' of its node '" + node.getName()
                        + "' (" + node.getOpType() + ") cannot be " + words(attribute));
            }
        }
    }

    /** A tensor that must be in the file itself. */
    private static void requireHere(OnnxMl.TensorProto tensor) {
        if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
            throw new UnsoundException("a node keeps a constant in a file of its own, where only the graph's may lie");
        }
        TensorCodec.require(tensor);
    }

    static void requireSparse(OnnxMl.SparseTensorProto sparse) {
        requireHere(sparse.getValues());
        requireHere(sparse.getIndices());
        Soundness.requireShape(
                "sparse constant '" + sparse.getValues().getName() + "'",
                sparse.getDimsList().stream().mapToLong(Long::longValue).toArray());
    }

    private static boolean isWithinBounds(AttributeProto attribute) {
        String name = attribute.getName();
        List<Long> values = isInteger(attribute) ? List.of(attribute.getI()) : attribute.getIntsList();
        if (COUNTS.contains(name)) {
            return isPerAxis(values, 1) && values.stream().allMatch(value -> value >= 1 && value <= Integer.MAX_VALUE);
        }
        if (SHIFTS.contains(name)) {
            return isPerAxis(values, 2)
                    && values.stream().allMatch(value -> value >= -Integer.MAX_VALUE && value <= MOST_ADDED);
        }
        if (AXES.contains(name)) {
            return isPerAxis(values, 1)
                    && values.stream()
                            .allMatch(
                                    value -> value >= -Soundness.MOST_DIMENSIONS && value <= Soundness.MOST_DIMENSIONS);
        }
        if (TYPES.contains(name)) {
            return values.stream().allMatch(ElementType::isKnown);
        }
        return !name.equals("perm") || isPerAxis(values, 1) && isPermutation(values);
    }

    /** One that is said to be an integer and has no value is 0. */
    private static boolean isInteger(AttributeProto attribute) {
        return attribute.hasI() || attribute.getType() == AttributeProto.AttributeType.INT;
    }

    private static boolean isPerAxis(List<Long> values, int times) {
        return values.size() <= times * Soundness.MOST_DIMENSIONS;
    }

    private static boolean isPermutation(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.equals(sorted, LongStream.range(0, sorted.length).toArray());
    }

    private static String words(AttributeProto attribute) {
        List<Long> values = attribute.getIntsList();
        if (values.isEmpty()) {
            return Long.toString(attribute.getI());
        }
        return values.size() <= Soundness.MOST_DIMENSIONS ? values.toString() : values.size() + " numbers";
    }
}
