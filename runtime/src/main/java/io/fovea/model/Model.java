package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.MalformedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        Source source = new InFile(file);
        String name = file.getFileName().toString();
        String stem = name.toLowerCase(Locale.ROOT).endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
        return new Model(card(source, stem), source);
    }

    /**
     * A model from the bytes of its file.
     *
     * @param name the model's unless its card has one
     * @throws FoveaException if they are no ONNX model
     */
    public static Model parse(String name, byte[] onnx) {
        Source source = new InMemory(onnx);
        return new Model(card(source, name), source);
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
        return reading(source::graph);
    }

    /** The bytes of the file. Weights in files beside it are not among them. */
    public byte[] onnx() {
        return reading(source::bytes);
    }

    /** The file it came from, beside which its weights may lie. */
    public Optional<Path> file() {
        return source.file();
    }

    private static Card card(Source source, String otherwise) {
        Graph graph = reading(source::graph);
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

    private record InFile(Path path) implements Source {
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
        public Graph graph() throws IOException {
            return Graph.parse(bytes);
        }
    }
}
