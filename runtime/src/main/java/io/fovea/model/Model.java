package io.fovea.model;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
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
        default List<FileStamp> stamps() {
            return List.of();
        }
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
     * Reads a file, whose name without suffix becomes the model's unless its card has one. What the {@link CardFile} beside
     * it says counts more than what the file says of itself.
     *
     * @throws FoveaException if it is missing or no ONNX model, or the card beside it cannot be read
     */
    public static Model read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FoveaException("There is no model file '" + file + "'.");
        }
        List<FileStamp> stamps = new ArrayList<>(List.of(FileStamp.of(file)));
        for (Path beside : Beside.files(file)) {
            stamps.add(FileStamp.of(beside));
        }
        Path cardFile = CardFile.beside(file);
        CardFacts facts = Files.isRegularFile(cardFile) ? CardFile.read(cardFile) : CardFacts.NONE;
        Graph graph = reading(() -> Graph.read(file));
        graph.files().stream()
                .filter(beside -> !beside.equals(file))
                .map(FileStamp::of)
                .forEach(stamps::add);
        Source source = new InFile(file, List.copyOf(stamps));
        return new Model(understood(graph, source, CardFile.stem(file), facts), source, facts, false);
    }

    /**
     * A model from the bytes of its file.
     *
     * @param name the model's unless its card has one
     * @throws FoveaException if they are no ONNX model
     */
    public static Model parse(String name, byte[] onnx) {
        Source source = new InMemory(onnx.clone());
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

    private record InFile(Path path, List<FileStamp> stamps) implements Source {
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

    private record InMemory(byte[] bytes) implements Source {
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
