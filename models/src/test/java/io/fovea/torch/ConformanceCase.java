package io.fovea.torch;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bytedeco.javacpp.PointerScope;

/**
 * One of ONNX's conformance tests: a graph, what to feed it and what it must answer.
 *
 * @param name the folder's name without {@code test_}
 * @param graph the graph
 * @param data the files {@code input_0.pb}, {@code output_0.pb} and so on of the first data set, by name
 */
record ConformanceCase(String name, Graph graph, Map<String, byte[]> data) {

    /** ONNX's own tolerance. */
    private static final double RELATIVE = 1e-3;

    private static final double ABSOLUTE = 1e-6;

    static List<ConformanceCase> all(ZipFile zip) throws IOException {
        Map<String, Map<String, byte[]>> folders = new LinkedHashMap<>();
        for (ZipEntry entry : zip.stream().toList()) {
            String[] path = entry.getName().split("/");
            boolean wanted = path.length == 4 && path[2].equals("test_data_set_0") || path.length == 3;
            if (path[0].equals("node") && wanted && !entry.isDirectory()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                folders.computeIfAbsent(path[1], folder -> new LinkedHashMap<>())
                        .put(path[path.length - 1], bytes);
            }
        }
        List<ConformanceCase> cases = new ArrayList<>();
        for (Map.Entry<String, Map<String, byte[]>> folder : folders.entrySet()) {
            Graph graph = Graph.parse(folder.getValue().get("model.onnx"));
            cases.add(new ConformanceCase(folder.getKey().replaceFirst("^test_", ""), graph, folder.getValue()));
        }
        return cases;
    }

    /** The operators used, {@code Constant} left out. */
    Set<String> operators() {
        Set<String> operators = new TreeSet<>();
        for (Node node : graph.nodes()) {
            operators.add(
                    node.domain().isEmpty() || node.domain().equals("ai.onnx")
                            ? node.op()
                            : node.domain() + "." + node.op());
        }
        operators.remove("Constant");
        return operators;
    }

    /** What is wrong with libtorch's answer; empty where nothing is. */
    String failure() {
        try (TorchGraph model = TorchGraph.bind(graph, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Map<String, org.bytedeco.pytorch.Tensor> inputs = new LinkedHashMap<>();
            int fed = 0;
            for (var input : graph.inputs()) {
                if (data.containsKey("input_" + fed + ".pb")) {
                    inputs.put(input.name(), Tensors.of(tensor("input_" + fed++ + ".pb")));
                }
            }
            for (int i = 0; i < graph.outputs().size(); i++) {
                String output = graph.outputs().get(i).name();
                String difference = difference(model.run(inputs, output, false), tensor("output_" + i + ".pb"));
                if (!difference.isEmpty()) {
                    return output + ": " + difference;
                }
            }
            return "";
        } catch (IOException | RuntimeException e) {
            return e.toString().lines().findFirst().orElse("failed");
        }
    }

    private static String difference(org.bytedeco.pytorch.Tensor answer, Tensor expected) {
        if (!Arrays.equals(Tensors.sizes(answer), expected.shape())) {
            return "the shape is " + Arrays.toString(Tensors.sizes(answer)) + " instead of "
                    + Arrays.toString(expected.shape());
        }
        if (expected.type().isFloatingPoint() != answer.is_floating_point()) {
            return "the elements are " + answer.scalar_type() + " instead of " + expected.type();
        }
        boolean exact = !expected.type().isFloatingPoint();
        double[] found = exact ? real(Tensors.toLongs(answer)) : real(Tensors.toFloats(answer));
        double[] right = exact ? real(expected.toLongs()) : real(expected.toFloats());
        for (int i = 0; i < right.length; i++) {
            double allowed = exact ? 0 : ABSOLUTE + RELATIVE * Math.abs(right[i]);
            boolean same = Double.compare(found[i], right[i]) == 0 || Math.abs(found[i] - right[i]) <= allowed;
            if (!same) {
                return "element " + i + " is " + found[i] + " instead of " + right[i];
            }
        }
        return "";
    }

    private static double[] real(long[] values) {
        return Arrays.stream(values).mapToDouble(value -> value).toArray();
    }

    private static double[] real(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** Whether every value fed and expected is a tensor of numbers. */
    boolean isNumeric() {
        return graph.inputs().stream().allMatch(ConformanceCase::isNumeric)
                && graph.outputs().stream().allMatch(ConformanceCase::isNumeric);
    }

    private static boolean isNumeric(io.fovea.graph.ValueInfo value) {
        return switch (value.type()) {
            case UNDEFINED, STRING, COMPLEX64, COMPLEX128 -> false;
            case FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, FLOAT4E2M1, FLOAT8E8M0 -> false;
            default -> true;
        };
    }

    /** A tensor in its file form, read as the constant of a model made for it. */
    private Tensor tensor(String file) throws IOException {
        OnnxMl.TensorProto proto = OnnxMl.TensorProto.parseFrom(ByteString.copyFrom(data.get(file))).toBuilder()
                .setName("value")
                .build();
        OnnxMl.GraphProto.Builder body = OnnxMl.GraphProto.newBuilder()
                .addInitializer(proto)
                .addNode(OnnxMl.NodeProto.newBuilder()
                        .setOpType("Identity")
                        .addInput("value")
                        .addOutput("same"))
                .addOutput(OnnxMl.ValueInfoProto.newBuilder().setName("same"));
        byte[] model = OnnxMl.ModelProto.newBuilder()
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(body)
                .build()
                .toByteArray();
        return Graph.parse(model).initializers().get("value");
    }
}
