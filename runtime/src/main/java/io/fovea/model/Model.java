package io.fovea.model;

import java.nio.file.Path;
import java.util.Optional;

/** An ONNX model with its card. Immutable and thread-safe. */
public final class Model {

    /**
     * Reads a file.
     *
     * @throws io.fovea.FoveaException if it is missing or no ONNX model
     */
    public static Model read(Path file) {
        throw new UnsupportedOperationException();
    }

    /** A model from the bytes of its file. */
    public static Model parse(String name, byte[] onnx) {
        throw new UnsupportedOperationException();
    }

    public String name() {
        throw new UnsupportedOperationException();
    }

    public Card card() {
        throw new UnsupportedOperationException();
    }

    /** The same network under another card. */
    public Model withCard(Card card) {
        throw new UnsupportedOperationException();
    }

    /** The bytes of the file, not a copy. */
    public byte[] onnx() {
        throw new UnsupportedOperationException();
    }

    /** The file it came from, beside which its weights may lie. */
    public Optional<Path> file() {
        throw new UnsupportedOperationException();
    }
}
