package io.fovea.bioimage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code bioimageio.yaml} and {@code rdf.yaml}. */
public final class DescriptionReader {
    private DescriptionReader() {}

    /**
     * Reads a description; what is not followed is refused by {@link ImageTensor} and by its operations.
     *
     * @throws FoveaException if it cannot be read, is of another format, describes no model, or has an operation
     *     that Fovea does not follow
     */
    public static Description read(Path file) {
        JsonNode root = root(file);
        String which = file.toString();
        String format = Yaml.text(root, "format_version");
        String type = Yaml.text(root, "type");
        if (!type.isEmpty() && !type.equals("model")) {
            throw Refusal.of(which, "describes a " + type + ", not a model");
        }
        boolean older = format.matches("0\\.4(\\..*)?");
        if (!older && !format.matches("0\\.5(\\..*)?")) {
            throw Refusal.of(
                    which,
                    (format.isEmpty() ? "does not say its format_version" : "is of format " + format)
                            + "; Fovea reads 0.4 and 0.5, to which bioimageio.core brings others");
        }
        List<TensorSpec> inputs = older
                ? Tensors04.read(which, root, "inputs", "preprocessing", "test_inputs", "sample_inputs")
                : Tensors05.read(which, root.path("inputs"), "preprocessing");
        List<TensorSpec> outputs = older
                ? Tensors04.read(which, root, "outputs", "postprocessing", "test_outputs", "sample_outputs")
                : Tensors05.read(which, root.path("outputs"), "postprocessing");
        List<String> others = new ArrayList<>();
        root.path("weights").fieldNames().forEachRemaining(others::add);
        others.remove("onnx");
        List<String> authors = new ArrayList<>();
        root.path("authors").forEach(author -> authors.add(Yaml.text(author, "name")));
        List<Citation> citations = new ArrayList<>();
        root.path("cite")
                .forEach(cite -> citations.add(
                        new Citation(Yaml.text(cite, "text"), Yaml.text(cite, "doi"), Yaml.text(cite, "url"))));
        JsonNode documentation = root.path("documentation");
        return new Description(
                format,
                Yaml.text(root, "name"),
                Yaml.text(root, "description"),
                authors,
                citations,
                Yaml.text(root, "license"),
                Yaml.texts(root.path("tags")),
                Yaml.texts(root.path("covers")),
                documentation.isTextual() ? documentation.asText() : Yaml.text(documentation, "source"),
                Yaml.text(root, "timestamp"),
                inputs,
                outputs,
                weights(root.path("weights").path("onnx")),
                others);
    }

    /**
     * Where a description says that its ONNX file is, whatever else it says; empty if it does not.
     *
     * @throws FoveaException if it cannot be read
     */
    static Optional<String> weightsOf(Path file) {
        return weights(root(file).path("weights").path("onnx")).map(FileSource::source);
    }

    private static JsonNode root(Path file) {
        JsonNode root = Yaml.read(file, "a BioImage.IO description");
        if (!root.isObject()) {
            throw new FoveaException("The file '" + file + "' is no BioImage.IO description: it has no keys.");
        }
        return root;
    }

    private static Optional<FileSource> weights(JsonNode onnx) {
        return Tensors05.source(onnx);
    }
}
