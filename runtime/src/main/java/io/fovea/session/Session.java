package io.fovea.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

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
 * once. {@link #close} waits for runs in progress. Holds native memory until closed.
 */
public final class Session implements AutoCloseable {
    private final OrtSession ort;
    private final Device device;
    private final Map<String, TensorInfo> inputs;
    private final Map<String, TensorInfo> outputs;
    private final boolean shapesKnown;

    /** Runs share the lock, closing takes it alone: ONNX Runtime crashes where the two race. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    Session(OrtSession ort, Device device) throws OrtException {
        this.ort = ort;
        this.device = device;
        this.inputs = describe(ort.getInputInfo());
        this.outputs = describe(ort.getOutputInfo());
        this.shapesKnown = inputs.values().stream().allMatch(TensorInfo::isStatic);
    }

    /**
     * Loads a model.
     *
     * @throws FoveaException if the bytes are no model that ONNX Runtime can run, or the device is not there
     */
    public static Session open(byte[] onnx, Device requested) {
        return open(onnx, requested, Cores.SHARED);
    }

    /** Loads a model whose runs take some of the cores, where they are the CPU's. Errors as in {@link #open(byte[], Device)}. */
    public static Session open(byte[] onnx, Device requested, Cores cores) {
        return SessionOpener.open(onnx, requested, cores);
    }

    /** Loads a model from a file; weights in files beside it are found. Errors as in {@link #open(byte[], Device)}. */
    public static Session open(Path onnx, Device requested) {
        return open(onnx, requested, Cores.SHARED);
    }

    /** As {@link #open(byte[], Device, Cores)}, from a file. */
    public static Session open(Path onnx, Device requested, Cores cores) {
        return SessionOpener.open(onnx, requested, cores);
    }

    /** The device really used: never {@link Device#AUTO}. */
    public Device device() {
        return device;
    }

    /** What must be fed, in the model's order. */
    public List<TensorInfo> inputs() {
        return List.copyOf(inputs.values());
    }

    /** What can be asked for, in the model's order. */
    public List<TensorInfo> outputs() {
        return List.copyOf(outputs.values());
    }

    /**
     * Runs the model for all outputs.
     *
     * @return the outputs by name, in the model's order
     * @throws CancelledException if cancelled before the end
     * @throws FoveaException if an input is missing, unknown, or of a shape the model does not take
     */
    public Map<String, FloatTensor> run(Map<String, FloatTensor> given, Cancellation cancel) {
        return run(given, outputs.keySet(), cancel);
    }

    /** Runs what the wanted outputs need; otherwise as {@link #run(Map, Cancellation)}. */
    public Map<String, FloatTensor> run(Map<String, FloatTensor> given, Set<String> wanted, Cancellation cancel) {
        Map<String, FloatTensor> results = new LinkedHashMap<>();
        Set<String> unpinned = new LinkedHashSet<>(wanted);
        for (TensorInfo output : outputs.values()) {
            if (wanted.contains(output.name())) {
                // Keeps the order; what cannot be written in place is filled in after the run.
                results.put(output.name(), null);
            }
            if (shapesKnown && output.isStatic() && output.isFloat() && unpinned.remove(output.name())) {
                results.put(output.name(), FloatTensor.allocate(output.shape()));
            }
        }
        execute(given, unpinned, results, cancel);
        return results;
    }

    /**
     * Runs into tensors of the caller's, which can be used again and again.
     *
     * @param into by output name; shapes must be those the model gives, buffers direct, the model's element type float
     */
    public void run(Map<String, FloatTensor> given, Map<String, FloatTensor> into, Cancellation cancel) {
        execute(given, Set.of(), into, cancel);
    }

    /** Frees the model after the runs in progress. Later runs throw {@link IllegalStateException}. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                ort.close();
            }
        } catch (OrtException e) {
            throw new FoveaException("The model could not be unloaded: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Fills the tensors in {@code results} in place, and puts those that are {@code unpinned}. */
    private void execute(
            Map<String, FloatTensor> given,
            Set<String> unpinned,
            Map<String, FloatTensor> results,
            Cancellation cancel) {
        Feed.check(given, inputs, "input");
        Feed.checkNames(unpinned, outputs, "output");
        Feed.checkNames(results.keySet(), outputs, "output");
        cancel.check();
        lock.readLock().lock();
        try (Watch watch = Watch.over(cancel);
                Feed feed = new Feed()) {
            if (closed) {
                throw new IllegalStateException("The session is closed");
            }
            Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
            for (Map.Entry<String, FloatTensor> result : results.entrySet()) {
                if (!unpinned.contains(result.getKey())) {
                    pinned.put(result.getKey(), feed.pin(result.getValue()));
                }
            }
            Map<String, OnnxTensor> fed = feed.tensors(given, inputs);
            try (OrtSession.Result result = ort.run(fed, unpinned, pinned, watch.options())) {
                for (String name : unpinned) {
                    results.put(name, Feed.read(name, result.get(name).orElseThrow()));
                }
            } catch (OrtException e) {
                if (watch.fired()) {
                    throw new CancelledException();
                }
                throw e;
            }
        } catch (OrtException e) {
            String sentence =
                    "The model could not be run on " + device + " with " + shapes(given) + ": " + RuntimeWords.of(e);
            throw device.kind() != Device.Kind.CPU && DeviceMemoryException.isMeant(String.valueOf(e.getMessage()))
                    ? new DeviceMemoryException(sentence, e)
                    : new FoveaException(sentence, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static String shapes(Map<String, FloatTensor> given) {
        return given.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "' "
                        + Arrays.toString(entry.getValue().shape()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Map<String, TensorInfo> describe(Map<String, NodeInfo> nodes) {
        Map<String, TensorInfo> described = new LinkedHashMap<>();
        nodes.forEach((name, node) -> described.put(name, TensorInfo.of(node)));
        return described;
    }
}
