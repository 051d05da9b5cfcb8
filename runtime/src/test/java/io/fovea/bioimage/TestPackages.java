package io.fovea.bioimage;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages made for tests: a network that adds 1 to every value, and what is said of it. */
public final class TestPackages {
    /** What format 0.5 says of an image of one channel and any size. */
    public static final String INPUT_05 =
            """
            inputs:
              - id: raw
                axes:
                  - {type: batch}
                  - {type: channel, channel_names: [intensity]}
                  - {type: space, id: y, size: {min: 4, step: 2}}
                  - {type: space, id: x, size: {min: 4, step: 2}}
                test_tensor: {source: in.npy}
            """;

    /** And of one that is as large. */
    public static final String OUTPUT_05 =
            """
            outputs:
              - id: mask
                axes:
                  - {type: batch}
                  - {type: channel, channel_names: [cells]}
                  - {type: space, id: y, size: {tensor_id: raw, axis_id: y}, halo: 1}
                  - {type: space, id: x, size: {tensor_id: raw, axis_id: x}, halo: 1}
                test_tensor: {source: out.npy}
            """;

    private static final String HEAD =
            """
            type: model
            name: Adds One
            description: Adds one to every value.
            license: MIT
            authors: [{name: A. Author}]
            cite: [{text: A paper, doi: 10.1000/182}]
            tags: [adding]
            covers: [cover.png]
            documentation: README.md
            timestamp: '2024-01-02T03:04:05+00:00'
            """;

    private TestPackages() {}

    /** A network of one input and output with so many channels, which adds one. */
    public static Graph addsOne(int channels) {
        Graph graph = Graph.create("adds", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, channels, -1, -1)));
        graph.put("one", Tensor.scalar(1f));
        graph.append(Node.of("Add", List.of("x", "one"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, channels, -1, -1)));
        return graph;
    }

    /** The same in another operator set, with channels last. */
    public static Graph addsOneToInterleaved(int channels, int opset) {
        Graph graph = Graph.create("adds", opset);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, -1, -1, channels)));
        graph.put("one", Tensor.scalar(1f));
        graph.append(Node.of("Add", List.of("x", "one"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(1, -1, -1, channels)));
        return graph;
    }

    /** A whole description of format 0.5, but for the sums of its files. */
    public static String v05(String inputs, String outputs) {
        return "format_version: 0.5.4\n" + HEAD + inputs + outputs + "weights: {onnx: {source: net.onnx}}\n";
    }

    /** A whole description of format 0.4. */
    public static String v04(String inputs, String outputs) {
        return "format_version: 0.4.9\n" + HEAD + inputs + outputs
                + "test_inputs: [in.npy]\ntest_outputs: [out.npy]\nweights: {onnx: {source: net.onnx}}\n";
    }

    /** With operations in the place of what ends an input or output of {@link #INPUT_05}. */
    public static String with(String tensor, String key, String operations) {
        return tensor.stripTrailing() + "\n    " + key + ":\n" + operations.indent(6);
    }

    /** Writes a package to a folder, with a network that adds one. */
    public static Path write(Path folder, String yaml, Graph graph, Map<String, byte[]> more) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("bioimageio.yaml"), yaml);
        graph.write(folder.resolve("net.onnx"));
        for (Map.Entry<String, byte[]> file : more.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    /** Writes a zip. */
    public static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
