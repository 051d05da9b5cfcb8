package io.fovea.share;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.bioimage.Npy;
import io.fovea.bioimage.PackageFolder;
import io.fovea.bioimage.PackageZip;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a model as a BioImage.IO package of format 0.5, with what it needs to be tested and shown. */
public final class ModelPackage {
    private static final String FORMAT = "0.5.7";
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_NAME = 5;
    private static final int LONGEST_TEXT = 1000;

    private ModelPackage() {}

    /**
     * Writes a package that was read again and held against its own test tensors. Blocks.
     *
     * @param image to test and to show with; without one, disks are drawn
     * @return what the verification said
     * @throws FoveaException if authors or licence are missing, the model does not take images, or the file cannot be
     *     written; where the package would not answer as the model does, what was there before stays
     */
    public static Verification write(
            Model model, Credits credits, Optional<Image> image, Path zip, Device device, Cancellation cancel) {
        credits.require(model.name());
        Model alone = alone(model);
        Image tried = image.orElseGet(() -> TrialRun.disks(alone.card().input()));
        TrialRun run = TrialRun.of(alone, tried, device, cancel);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("weights.onnx", alone.onnx());
        files.put("test_input.npy", Npy.bytes(run.given().toArray(), run.given().shape()));
        files.put(
                "test_output.npy",
                Npy.bytes(run.answer().toArray(), run.answer().shape()));
        Image picture = run.image();
        if (picture.channels() == 1 || picture.isColor()) {
            files.put("sample_input.png", png(picture));
        }
        files.put("cover.png", png(Cover.of(alone, picture, device)));
        files.put("README.md", readme(alone.card(), credits).getBytes(StandardCharsets.UTF_8));
        try {
            return verified(description(alone, credits, run, files), files, zip, device, cancel);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + zip + "': " + e.getMessage() + ".", e);
        }
    }

    /** What is there already stays until the new one is known to be right. */
    private static Verification verified(
            Map<String, Object> description, Map<String, byte[]> files, Path zip, Device device, Cancellation cancel)
            throws IOException {
        Path trial = Files.createTempFile("fovea", ".zip");
        try {
            PackageZip.write(trial, description, files);
            Verification verification = Verification.of(Model.read(trial), Verification.TOLERANCE, device, cancel);
            if (verification.isRight()) {
                AtomicFile.write(zip, out -> Files.copy(trial, out));
            }
            return verification;
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    /** The model with the one output that answers its task. */
    private static Model alone(Model model) {
        Card card = model.card();
        if (card.task().scored() == Scored.OBJECTS) {
            throw new FoveaException(
                    "The model '" + model.name() + "' cannot become a package: it finds objects, whose boxes"
                            + " the BioImage.IO format has no words for.");
        }
        if (card.head().isOfPixels()) {
            throw new FoveaException("The model '" + model.name() + "' cannot become a package: how its outputs tell"
                    + " objects apart the BioImage.IO format has no words for.");
        }
        Graph graph = model.graph();
        String output = card.outputOf(graph);
        graph.setOutputs(List.of(output));
        graph.prune();
        Card only = Card.of(card.name(), card.task(), card.labels(), card.input(), card.activation())
                .withProvenance(card.provenance())
                .withSizes(card.sizes())
                .withTrust(card.trust());
        only.writeTo(graph);
        return Model.parse(card.name(), graph.toBytes()).withCard(only);
    }

    private static Map<String, Object> description(
            Model model, Credits credits, TrialRun run, Map<String, byte[]> files) {
        Card card = model.card();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format_version", FORMAT);
        root.put("type", "model");
        root.put("name", name(card.name()));
        root.put("description", shortened(card.provenance().description().orElse("")));
        root.put("covers", List.of("cover.png"));
        root.put(
                "authors",
                credits.authors().stream().map(name -> Map.of("name", name)).toList());
        root.put(
                "cite",
                credits.citations().stream()
                        .map(cited -> new TreeMap<>(
                                cited.doi().isEmpty()
                                        ? Map.of("text", cited.text(), "url", cited.url())
                                        : Map.of("text", cited.text(), "doi", cited.doi())))
                        .toList());
        root.put("license", credits.license());
        root.put("tags", tags(card, credits));
        root.put("documentation", "README.md");
        root.put(
                "timestamp",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        root.putAll(new TensorText(card, run).values(name -> source(name, files)));
        Map<String, Object> onnx = source("weights.onnx", files);
        onnx.put("opset_version", model.graph().opset());
        root.put("weights", Map.of("onnx", onnx));
        return root;
    }

    private static Map<String, Object> source(String name, Map<String, byte[]> files) {
        Map<String, Object> source = new LinkedHashMap<>();
        if (files.containsKey(name)) {
            source.put("source", name);
            source.put("sha256", PackageFolder.sha256(files.get(name)));
        }
        return source;
    }

    private static List<String> tags(Card card, Credits credits) {
        List<String> tags = new ArrayList<>(credits.tags());
        String task = card.task().scored() == Scored.PIXELS
                ? "segmentation"
                : card.task().word();
        for (String tag : List.of("fovea", "onnx", "2d", task)) {
            if (!tags.contains(tag)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    /** Letters, digits, blanks, and few signs; 5 to 64 of them. */
    private static String name(String name) {
        String allowed = name.replaceAll("[^A-Za-z0-9_+\\- ()]", "-");
        String whole = allowed.length() < SHORTEST_NAME + 2 ? "Fovea " + allowed : allowed;
        return whole.substring(0, Math.min(LONGEST_NAME, whole.length()));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    private static String readme(Card card, Credits credits) {
        StringBuilder text = new StringBuilder("# ").append(name(card.name())).append("\n\n");
        paragraph(text, "", card.provenance().description().orElse(""));
        if (!card.labels().isEmpty()) {
            paragraph(text, "Classes, in order: ", String.join(", ", card.labels()) + ".");
        }
        paragraph(text, "Trained on: ", card.provenance().trainingData().orElse(""));
        paragraph(text, "Licence of the weights: ", credits.license());
        text.append("## Validation\n\n");
        paragraph(
                text,
                "Measured: ",
                card.provenance().score().filter(score -> !score.isBlank()).orElse("nothing is recorded"));
        paragraph(
                text,
                "",
                "`fovea verify` replays the test tensors of this package, as `bioimageio test` does; `fovea evaluate`"
                        + " scores the model on labelled images.");
        return text.toString();
    }

    private static void paragraph(StringBuilder text, String before, String what) {
        if (!what.isBlank()) {
            text.append(before).append(what).append("\n\n");
        }
    }

    private static byte[] png(Image image) {
        try {
            Path file = Files.createTempFile("fovea", ".png");
            try {
                image.write(file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new FoveaException("A picture cannot be kept for a moment: " + e.getMessage() + ".", e);
        }
    }
}
