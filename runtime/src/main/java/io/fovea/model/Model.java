package io.fovea.model;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
import io.fovea.bioimage.Description;
import io.fovea.bioimage.GraphEnd;
import io.fovea.bioimage.ImageTensor;
import io.fovea.bioimage.PackageFolder;
import io.fovea.graph.Graph;
import io.fovea.graph.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ONNX model with its card. Immutable and thread-safe. */
public final class Model {
    private final Understanding understood;
    private final Source source;
    private final CardFacts facts;
    private final boolean given;

    /** Where the model's bytes are. */
    private interface Source {
        byte[] bytes() throws IOException;

        Graph graph() throws IOException;

        default Optional<Path> file() {
            return Optional.empty();
        }

        /** Of the files that it is in. */
        List<FileStamp> stamps();

        /** The BioImage.IO package that it came in. */
        Optional<Path> origin();
    }

    /**
     * Makes one.
     *
     * @param facts that are told of it
     * @param given whether its card was given as a whole
     */
    private Model(Understanding understood, Source source, CardFacts facts, boolean given) {
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
        if (PackageFolder.mayBe(path) && Files.exists(path)) {
            return packaged(path, path);
        }
        if (!Files.isRegularFile(path)) {
            throw new FoveaException("There is no model file '" + path + "'.");
        }
        Optional<Path> description = PackageFolder.beside(path);
        if (description.isPresent()) {
            return packaged(description.get(), path);
        }
        List<FileStamp> stamps = stamps(path);
        Graph graph = reading(() -> Graph.read(path));
        Source source = new InFile(path, withWeights(stamps, graph, path), Optional.empty());
        CardFacts facts = beside(path);
        return new Model(understood(graph, source, CardFile.stem(path), facts), source, facts, false);
    }

    /**
     * Reads a package.
     *
     * @param told the path that was given, beside which there may be a card, too
     */
    private static Model packaged(Path path, Path told) {
        try (PackageFolder folder = PackageFolder.open(path)) {
            String which = told.toString();
            Description description = folder.description();
            ImageTensor.of(description, which);
            Path onnx = folder.weights(description);
            List<FileStamp> stamps = stamps(onnx);
            stamps.add(FileStamp.of(folder.yaml()));
            Graph network = reading(() -> Graph.read(onnx));
            boolean more = GraphEnd.isNeeded(description);
            Graph graph = more ? GraphEnd.of(network, description, which) : network;
            CardFacts facts = PackageFacts.of(description, graph, which, folder.isUnpacked() ? path : folder.yaml());
            List<Path> cards = new ArrayList<>();
            Source source;
            if (folder.isUnpacked()) {
                source = new InMemory(graph.toBytes(), withCards(List.of(FileStamp.of(path)), path), Optional.of(path));
            } else {
                List<FileStamp> all = withCards(withWeights(stamps, network, onnx), path, told);
                source = more
                        ? new InMemory(graph.toBytes(), all, Optional.of(path))
                        : new InFile(onnx, all, Optional.of(path));
                cards.add(onnx);
            }
            cards.addAll(List.of(path, told));
            for (Path each : cards.stream().distinct().toList()) {
                facts = facts.and(beside(each));
            }
            return new Model(understood(graph, source, CardFile.stem(told), facts), source, facts, false);
        }
    }

    private static List<FileStamp> withCards(List<FileStamp> stamps, Path... models) {
        List<FileStamp> all = new ArrayList<>(stamps);
        for (Path model : models) {
            all.add(FileStamp.of(CardFile.beside(model)));
        }
        return List.copyOf(all);
    }

    private static CardFacts beside(Path model) {
        Path cardFile = CardFile.beside(model);
        return Files.isRegularFile(cardFile) ? CardFile.read(cardFile) : CardFacts.NONE;
    }

    private static List<FileStamp> stamps(Path onnx) {
        List<FileStamp> stamps = new ArrayList<>(List.of(FileStamp.of(onnx)));
        Beside.files(onnx).forEach(file -> stamps.add(FileStamp.of(file)));
        return stamps;
    }

    private static List<FileStamp> withWeights(List<FileStamp> stamps, Graph graph, Path onnx) {
        graph.files().stream()
                .filter(beside -> !beside.equals(onnx))
                .map(FileStamp::of)
                .forEach(stamps::add);
        return List.copyOf(stamps);
    }

    /**
     * A model from the bytes of its file.
     *
     * @param name the model's unless its card has one
     * @throws FoveaException if they are no ONNX model
     */
    public static Model parse(String name, byte[] onnx) {
        Source source = new InMemory(onnx.clone(), List.of(), Optional.empty());
        return new Model(
                understood(reading(source::graph), source, name, CardFacts.NONE), source, CardFacts.NONE, false);
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

    /** The model's graph, parsed anew at every call: the caller may change it. */
    public Graph graph() {
        Graph graph = reading(source::graph);
        requireCurrent();
        return graph;
    }

    /** The bytes of the file; a copy. Weights in files beside it are not among them. */
    public byte[] onnx() {
        byte[] bytes = reading(source::bytes);
        requireCurrent();
        return bytes;
    }

    /** The file it came from, beside which its weights may lie. */
    public Optional<Path> file() {
        return source.file();
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

    private static Understanding understood(Graph graph, Source source, String otherwise, CardFacts facts) {
        ClaimedMemory.require(graph);
        Understanding found = Understanding.of(graph, source.file(), facts);
        boolean named = CardMetadata.isIn(graph) || facts.has(CardKey.NAME);
        return named && !found.card().name().isBlank() ? found : found.withName(otherwise);
    }

    /** Something that a source gives. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MalformedModelException e) {
            throw new FoveaException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new FoveaException("The model's file '" + e.getFile() + "' is missing.", e);
        } catch (IOException e) {
            throw new FoveaException("The model cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private record InFile(Path path, List<FileStamp> stamps, Optional<Path> origin) implements Source {
        @Override
        public byte[] bytes() throws IOException {
            return Files.readAllBytes(path);
        }

        @Override
        public Graph graph() throws IOException {
            return Graph.read(path);
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }

    private record InMemory(byte[] bytes, List<FileStamp> stamps, Optional<Path> origin) implements Source {
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public Graph graph() throws IOException {
            return Graph.parse(bytes);
        }
    }
}
