package io.fovea.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.UnreadableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Graphs from and to {@code .onnx} files. */
final class GraphFile {

    /** Protobuf cannot hold more than 2 GB; constants of larger models go to a file beside. */
    private static final long LARGEST_INLINE = 1_900_000_000L;

    private GraphFile() {}

    static Graph read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FoveaException("There is no model file '" + file + "'.");
        }
        try {
            return read(file, Files.size(file));
        } catch (IOException e) {
            throw UnreadableFile.because("model file", file, e);
        }
    }

    private static Graph read(Path file, long size) throws IOException {
        HeapLimit.require("'" + file + "'", size);
        try (var in = Files.newInputStream(file)) {
            ExternalData beside = ExternalData.beside(file);
            Graph graph = checked(CodedInputStream.newInstance(in), beside, "'" + file + "'");
            Set<Path> files = new HashSet<>(beside.used());
            files.add(file);
            graph.setFiles(files);
            return graph;
        } catch (OutOfMemoryError e) {
            throw HeapLimit.exceeded("'" + file + "'", 2.0 * size);
        }
    }

    static Graph parse(byte[] onnx) {
        try {
            return checked(CodedInputStream.newInstance(onnx), ExternalData.none(), "The data");
        } catch (IOException e) {
            throw damaged("The data", e);
        }
    }

    private static Graph checked(CodedInputStream in, ExternalData files, String what) throws IOException {
        in.setSizeLimit(Integer.MAX_VALUE);
        OnnxMl.ModelProto proto;
        try {
            proto = OnnxMl.ModelProto.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw damaged(what, e);
        }
        if (proto.getGraph().getNodeCount() == 0 || proto.getOpsetImportCount() == 0) {
            throw new MalformedModelException(what + " is not an ONNX model: it holds no graph.");
        }
        try {
            Soundness.require(proto);
            HeapLimit.require(what, ExternalData.claimed(proto.getGraph().getInitializerList()));
            return fromProto(proto, files);
        } catch (UnsoundException e) {
            throw new MalformedModelException(
                    what + " is no valid ONNX model: " + e.getMessage() + "; export or download it again.", e);
        }
    }

    private static MalformedModelException damaged(String what, IOException cause) {
        return new MalformedModelException(
                what + " is not an ONNX model or is damaged (" + cause.getMessage() + "); export or download it again.",
                cause);
    }

    private static Graph fromProto(OnnxMl.ModelProto proto, ExternalData files) throws IOException {
        OnnxMl.GraphProto body = proto.getGraph();
        Declarations declared = new Declarations();
        body.getInputList().forEach(value -> declared.inputs().put(value.getName(), value));
        body.getOutputList().forEach(value -> declared.outputs().put(value.getName(), value));
        body.getValueInfoList().forEach(value -> declared.inner().put(value.getName(), value));
        Graph graph = new Graph(body.getName(), ModelHeader.of(proto), declared);
        Set<String> given = new HashSet<>(declared.inputs().keySet());
        for (OnnxMl.TensorProto constant : body.getInitializerList()) {
            graph.put(constant.getName(), TensorCodec.decode(constant, files));
            given.add(constant.getName());
        }
        body.getSparseInitializerList()
                .forEach(constant -> given.add(constant.getValues().getName()));
        List<Node> nodes = body.getNodeList().stream().map(Node::of).toList();
        graph.load(NodeOrder.of(nodes, given, declared.outputs().keySet()));
        proto.getMetadataPropsList().forEach(entry -> graph.metadata().put(entry.getKey(), entry.getValue()));
        return graph;
    }

    static OnnxMl.ModelProto toProto(Graph graph) {
        OnnxMl.GraphProto.Builder body = skeleton(graph);
        graph.initializers().forEach((name, tensor) -> body.addInitializer(TensorCodec.encode(name, tensor)));
        return finished(graph, body);
    }

    private static OnnxMl.GraphProto.Builder skeleton(Graph graph) {
        OnnxMl.GraphProto.Builder body = graph.header().rest().toBuilder().setName(graph.name());
        graph.nodes().forEach(node -> body.addNode(node.toProto()));
        return body.addAllInput(graph.declared().inputs().values())
                .addAllOutput(graph.declared().outputs().values())
                .addAllValueInfo(graph.declared().inner().values());
    }

    private static OnnxMl.ModelProto finished(Graph graph, OnnxMl.GraphProto.Builder body) {
        OnnxMl.ModelProto.Builder model = graph.header().model().toBuilder().setGraph(body);
        graph.metadata().forEach((key, value) -> model.addMetadataProps(TensorCodec.entry(key, value)));
        return model.build();
    }

    static void write(Graph graph, Path file) throws IOException {
        long bytes = graph.initializers().values().stream()
                .mapToLong(tensor -> tensor.bytes().remaining())
                .sum();
        OnnxMl.ModelProto model = bytes <= LARGEST_INLINE ? toProto(graph) : writeExternal(graph, file);
        AtomicFile.write(file, model::writeTo);
    }

    static OnnxMl.ModelProto writeExternal(Graph graph, Path file) throws IOException {
        Path data = file.resolveSibling(file.getFileName() + ".data");
        Map<String, Long> offsets = new HashMap<>();
        AtomicFile.write(data, out -> writeConstants(graph, out, offsets));
        OnnxMl.GraphProto.Builder body = skeleton(graph);
        graph.initializers()
                .forEach((name, tensor) -> body.addInitializer(
                        offsets.containsKey(name)
                                ? TensorCodec.encodeExternal(
                                        name, tensor, data.getFileName().toString(), offsets.get(name))
                                : TensorCodec.encode(name, tensor)));
        return finished(graph, body);
    }

    private static void writeConstants(Graph graph, OutputStream out, Map<String, Long> offsets) throws IOException {
        WritableByteChannel channel = Channels.newChannel(out);
        long offset = 0;
        for (Map.Entry<String, Tensor> constant : graph.initializers().entrySet()) {
            Tensor tensor = constant.getValue();
            if (tensor.type() == ElementType.STRING) {
                continue;
            }
            offsets.put(constant.getKey(), offset);
            offset += channel.write(tensor.bytes());
        }
    }
}
