package io.fovea.session;

import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One ONNX model, loaded and ready to run.
 *
 * <pre>{@code
 * try (Session session = Session.open(Path.of("model.onnx"), Device.AUTO)) {
 *     String input = session.inputs().get(0).name();
 *     Map<String, FloatTensor> out = session.run(Map.of(input, tensor), Cancellation.NONE);
 * }
 * }</pre>
 *
 * <p>Values are float on this side whatever the model's element types are. Runs block; any number of threads may run at
 * once. {@link #close} waits for runs in progress.
 */
public final class Session implements AutoCloseable {

    /**
     * Loads a model.
     *
     * @throws FoveaException if the bytes are no model that ONNX Runtime can run, or the device is not there
     */
    public static Session open(byte[] onnx, Device requested) {
        throw new UnsupportedOperationException();
    }

    /** Loads a model from a file; weights in files beside it are found. */
    public static Session open(Path onnx, Device requested) {
        throw new UnsupportedOperationException();
    }

    /** The device really used: never {@link Device#AUTO}. */
    public Device device() {
        throw new UnsupportedOperationException();
    }

    public List<TensorInfo> inputs() {
        throw new UnsupportedOperationException();
    }

    public List<TensorInfo> outputs() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs the model for all outputs.
     *
     * @return the outputs by name, in the model's order
     * @throws CancelledException if cancelled before the end
     * @throws FoveaException if an input is missing, unknown, or of a shape the model does not take
     */
    public Map<String, FloatTensor> run(Map<String, FloatTensor> inputs, Cancellation cancel) {
        throw new UnsupportedOperationException();
    }

    /** Runs what the named outputs need. */
    public Map<String, FloatTensor> run(Map<String, FloatTensor> inputs, Set<String> outputs, Cancellation cancel) {
        throw new UnsupportedOperationException();
    }

    /** Runs into tensors of the caller's, whose shapes must be those the model gives. */
    public void run(Map<String, FloatTensor> inputs, Map<String, FloatTensor> outputs, Cancellation cancel) {
        throw new UnsupportedOperationException();
    }

    /** Frees the model after the runs in progress. */
    @Override
    public void close() {}
}
