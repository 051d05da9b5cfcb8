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
import java.util.Locale;
import java.util.Optional;

/** An ONNX model with its card. Immutable and thread-safe. */
public final class Model {
    private final Card card;
    private final Source source;

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

    private Model(Card card, Source source) {
        this.card = card;
        this.source = source;
    }

    /**
     * Reads a file, whose name without suffix becomes the model's unless its card has one.
     *
     * @throws FoveaException if it is missing or no ONNX model
     */
    public static Model read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FoveaException("There is no model file '" + file + "'.");
        }
        String name = file.getFileName().toString();
        String stem = name.toLowerCase(Locale.ROOT).endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
        FileStamp stamp = FileStamp.of(file);
        Graph graph = reading(() -> Graph.read(file));
        List<FileStamp> stamps = new ArrayList<>(List.of(stamp));
        graph.files().stream()
                .filter(beside -> !beside.equals(file))
                .map(FileStamp::of)
                .forEach(stamps::add);
        return new Model(card(graph, stem), new InFile(file, List.copyOf(stamps)));
    }

    /**
     * A model from the bytes of its file.
     *
     * @param name the model's unless its card has one
     * @throws FoveaException if they are no ONNX model
     */
    public static Model parse(String name, byte[] onnx) {
        Source source = new InMemory(onnx.clone());
        return new Model(card(reading(source::graph), name), source);
    }

    /** A model from a graph, which may be changed afterwards. */
    public static Model of(Graph graph) {
        return parse(graph.name(), graph.toBytes());
    }

    /** The name that the card gives. */
    public String name() {
        return card.name();
    }

    /** What the model means. */
    public Card card() {
        return card;
    }

    /** The same network under another card. */
    public Model withCard(Card other) {
        return new Model(other, source);
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

    private static Card card(Graph graph, String otherwise) {
        ClaimedMemory.require(graph);
        Card card = Card.of(graph);
        return CardMetadata.isIn(graph) && !card.name().isBlank() ? card : card.withName(otherwise);
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
