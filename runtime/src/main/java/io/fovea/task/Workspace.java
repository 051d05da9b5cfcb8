package io.fovea.task;

import io.fovea.session.Cancellation;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.session.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** Memory for one input and one output tensor, kept from run to run. For one thread at a time. */
final class Workspace {
    private final Session session;
    private final SizeGuard sizes;
    private final TileLimit tiles;
    private final String input;
    private final String output;
    private final boolean canPin;
    private final boolean isFixed;

    private final LayerMeans means;
    private FloatBuffer inputMemory = FloatBuffer.allocate(0);
    private FloatBuffer outputMemory = FloatBuffer.allocate(0);
    private long[] lastInput = {};
    private long[] lastOutput = {};
    private Map<String, FloatTensor> lastOutputs = Map.of();
    private double seconds;

    Workspace(Session session, SizeGuard sizes, TileLimit tiles, String input, String output, LayerMeans means) {
        this.means = means.anew();
        this.session = session;
        this.sizes = sizes;
        this.tiles = tiles;
        this.input = input;
        this.output = output;
        this.canPin = session.outputs().stream()
                .filter(info -> info.name().equals(output))
                .allMatch(TensorInfo::isFloat);
        // Where sizes are free the outputs of the next run may have others.
        this.isFixed = session.inputs().stream().allMatch(TensorInfo::isStatic)
                && session.outputs().stream().allMatch(info -> info.isStatic() && info.isFloat());
    }

    /** How large tiles may be on this device. */
    TileLimit tiles() {
        return tiles;
    }

    /** The input tensor in the given shape, its values those of earlier use. */
    FloatTensor input(long... shape) {
        sizes.require(shape);
        inputMemory = atLeast(inputMemory, shape);
        return new FloatTensor(shape, inputMemory);
    }

    /** Runs the model; the answer stays valid until the next run. */
    FloatTensor run(FloatTensor tensor, Cancellation cancel) {
        long start = System.nanoTime();
        FloatTensor answer;
        if (canPin && Arrays.equals(tensor.shape(), lastInput)) {
            outputMemory = atLeast(outputMemory, lastOutput);
            answer = new FloatTensor(lastOutput, outputMemory);
            session.run(Map.of(input, tensor), means.beside(output, answer), cancel);
            means.add();
        } else {
            Map<String, FloatTensor> answers = session.run(Map.of(input, tensor), means.beside(output), cancel);
            answer = answers.get(output);
            means.add(answers);
            lastInput = tensor.shape().clone();
            lastOutput = answer.shape();
        }
        seconds += (System.nanoTime() - start) * 1e-9;
        return answer;
    }

    /** Runs the model for all outputs of its own, by name; they stay valid until the next run. */
    Map<String, FloatTensor> runAll(FloatTensor tensor, Cancellation cancel) {
        long start = System.nanoTime();
        if (isFixed && !lastOutputs.isEmpty()) {
            session.run(Map.of(input, tensor), lastOutputs, cancel);
        } else {
            lastOutputs = session.run(Map.of(input, tensor), cancel);
        }
        means.add(lastOutputs);
        seconds += (System.nanoTime() - start) * 1e-9;
        return means.without(lastOutputs);
    }

    /** Begins with a new image, whatever became of the last one. */
    void begin() {
        seconds = 0;
        means.clear();
    }

    /** How like the images that the model knows what was run since {@link #begin} is. */
    Likeness likeness() {
        return means.likeness();
    }

    /** The wall time of the runs since {@link #begin}. */
    double seconds() {
        return seconds;
    }

    private static FloatBuffer atLeast(FloatBuffer memory, long[] shape) {
        return memory.isDirect() && memory.capacity() >= FloatTensor.sizeOf(shape)
                ? memory
                : FloatTensor.allocate(shape).data();
    }
}
