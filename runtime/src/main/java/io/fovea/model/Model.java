package io.fovea.model;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
import io.fovea.bioimage.PackageFolder;
import io.fovea.graph.Graph;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An ONNX model with its card. Immutable and thread-safe. */
public final class Model {
    private final Understanding understood;
    private final ModelSource source;
    private final CardFacts facts;
    private final boolean given;

    /**
     * Makes one.
     *
     * @param facts that are told of it
     * @param given whether its card was given as a whole
     */
    Model(Understanding understood, ModelSource source, CardFacts facts, boolean given) {
        this.understood = understood;
        this.source = source;
        this.facts = facts;
        this.given = given;
    }

    /**
     * Reads an {@code .onnx} file, or a BioImage.IO package: its folder, its zip, its {@code bioimageio.yaml} or {@code
     * rdf.yaml}, or the ONNX file beside that. The name of an ONNX file without suffix becomes the model's unless its card
     * has one. What a {@link CardFile} beside it says counts more than what a package says, and that more than what the
     * ONNX file says of itself.
     *
     * @throws FoveaException if it is missing or no model, the card beside it cannot be read, or it is a package with
     *     something that Fovea does not follow
     */
    public static Model read(Path path) {
        return ModelReader.read(path);
    }

    /**
     * A model from the bytes of its file.
     *
     * @param name the model's unless its card has one
     * @throws FoveaException if they are no ONNX model
     */
    public static Model parse(String name, byte[] onnx) {
        ModelSource source = new ModelReader.InMemory(onnx.clone(), List.of(), Optional.empty());
        return new Model(
                understood(ModelSource.plain(source.graph()), source, name, CardFacts.NONE),
                source,
                CardFacts.NONE,
                false);
    }

    /** A model from a graph, which may be changed afterwards. */
    public static Model of(Graph graph) {
        return parse(graph.name(), graph.toBytes());
    }

    /** The name that the card gives. */
    public String name() {
        return card().name();
    }

    /** What the model means. */
    public Card card() {
        return understood.card();
    }

    /** Where each fact of the card comes from. */
    public Map<CardKey, Basis> bases() {
        return understood.bases();
    }

    /**
     * What is assumed of the model and decides what it answers, in a sentence; empty where nothing is. For whoever shows an
     * answer: it may be wrong for no other reason.
     */
    public Optional<String> warning() {
        List<String> assumed = assumed();
        return assumed.isEmpty()
                ? Optional.empty()
                : Optional.of("The answers of '" + name() + "' rest on what its file does not say: "
                        + String.join(", ", assumed) + (assumed.size() == 1 ? " is" : " are")
                        + " assumed; where that is wrong, so are they.");
    }

    /** What is assumed of the model and decides what it answers, as it would be told: {@code color=rgb}. */
    public List<String> assumed() {
        return understood.assumed();
    }

    /** The same network under another card. */
    public Model withCard(Card other) {
        return new Model(Understanding.given(other, CardFacts.NONE), source, CardFacts.NONE, true);
    }

    /**
     * The same network, of which facts are told that count more than what its file, and the one beside it, say. What was
     * assumed of them is assumed no longer.
     *
     * @throws FoveaException if they contradict each other or the network
     */
    public Model with(CardFacts told) {
        if (told.isEmpty()) {
            return this;
        }
        CardFacts all = facts.and(told);
        Understanding now = given ? Understanding.given(card(), told) : understood(graph(), source, card().name(), all);
        return new Model(now, source, all, given);
    }

    /**
     * The model as one of some tasks: itself if it is of one of them; if not, about another of its outputs, the one that
     * alone answers one of them, such as the mask of a network that gives class and mask. What is known of images and of
     * where the model comes from goes for that, too; labels beside the file only if there are as many as classes.
     *
     * @return empty if no output surely answers one of them, several do, or task or output are told
     */
    public Optional<Model> as(Set<Task> tasks) {
        if (tasks.contains(card().task())) {
            return Optional.of(this);
        }
        if (given || facts.has(CardKey.TASK) || facts.has(CardKey.OUTPUT)) {
            return Optional.empty();
        }
        Graph graph = graph();
        return OtherAnswers.told(graph, card(), tasks, facts).map(chosen -> {
            Understanding now = understood(graph, source, card().name(), chosen);
            return new Model(now, source, chosen, false);
        });
    }

    /** The other outputs that surely answer one of some tasks, by name. */
    public List<String> outputsFor(Set<Task> tasks) {
        return OtherAnswers.names(graph(), card(), tasks);
    }

    /**
     * The model's graph, parsed anew at every call: the caller may change it. Of an If whose condition is the same for every
     * image, the branch that is taken stands in its place; an answer in whole numbers that stand for real ones is those.
     */
    public Graph graph() {
        Graph graph = ModelSource.plain(source.graph());
        requireCurrent();
        return graph;
    }

    /** The bytes of the file; a copy. Weights in files beside it are not among them. */
    public byte[] onnx() {
        byte[] bytes = source.bytes();
        requireCurrent();
        return bytes;
    }

    /**
     * What tells the network from every other: the SHA-256 of its bytes, and of the files beside them that have weights.
     * Blocks on the disk.
     */
    public String fingerprint() {
        requireCurrent();
        if (source.file().isEmpty()) {
            return PackageFolder.sha256(onnx());
        }
        String sums = source.stamps().stream()
                .map(FileStamp::file)
                .filter(Files::isRegularFile)
                .map(PackageFolder::sha256)
                .collect(Collectors.joining());
        return PackageFolder.sha256(sums.getBytes(StandardCharsets.UTF_8));
    }

    /** The file it came from, beside which its weights may lie. */
    public Optional<Path> file() {
        return source.file();
    }

    /** The files that it is in, and those beside them that say something of it, as far as they are there. */
    public List<Path> files() {
        return source.stamps().stream()
                .map(FileStamp::file)
                .filter(Files::isRegularFile)
                .distinct()
                .toList();
    }

    /** The BioImage.IO package that it came in: a folder, a zip or a description's file. */
    public Optional<Path> origin() {
        return source.origin();
    }

    /**
     * Whether the files that it came from are still those that it was read from; {@link #graph} and {@link #onnx} refuse
     * others, which its card would not fit.
     */
    public boolean isCurrent() {
        return source.stamps().stream().allMatch(FileStamp::holds);
    }

    /**
     * Throws a {@link FoveaException} unless the model {@link #isCurrent}. For whoever reads its {@link #file}: after that,
     * so that what was read is known to be this model.
     */
    public void requireCurrent() {
        for (FileStamp stamp : source.stamps()) {
            if (!stamp.holds()) {
                throw new FoveaException("The model file '" + stamp.file()
                        + "' was changed or replaced after it was opened; open the model again.");
            }
        }
    }

    static Understanding understood(Graph graph, ModelSource source, String otherwise, CardFacts facts) {
        ClaimedMemory.require(graph);
        Understanding found = Understanding.of(graph, source.file(), facts);
        boolean named = CardMetadata.isIn(graph) || facts.has(CardKey.NAME);
        return named && !found.card().name().isBlank() ? found : found.withName(otherwise);
    }
}
