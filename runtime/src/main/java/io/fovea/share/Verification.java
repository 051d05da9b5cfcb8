package io.fovea.share;

import io.fovea.FoveaException;
import io.fovea.bioimage.Axis;
import io.fovea.bioimage.Description;
import io.fovea.bioimage.FileSource;
import io.fovea.bioimage.ImageTensor;
import io.fovea.bioimage.Npy;
import io.fovea.bioimage.PackageFolder;
import io.fovea.bioimage.TensorSpec;
import io.fovea.graph.Tensor;
import io.fovea.image.Layout;
import io.fovea.image.PreparationStep;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.session.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A package's test tensors, replayed: what it prepares, what its network makes of that, what it does behind it.
 *
 * @param outputs by the names that the package gives
 */
public record Verification(List<OutputCheck> outputs) {
    /** How far an answer may be off, alone or as a part of the right value. */
    public static final double TOLERANCE = 1e-5;

    /** Copies the list. */
    public Verification {
        outputs = List.copyOf(outputs);
    }

    /** Whether every output is right. */
    public boolean isRight() {
        return outputs.stream().allMatch(OutputCheck::isRight);
    }

    /**
     * Runs a model's test. Blocks.
     *
     * @param tolerance see {@link #TOLERANCE}
     * @throws FoveaException if the model came in no package, that has no test tensors, or they do not fit it
     */
    public static Verification of(Model model, double tolerance, Device device, Cancellation cancel) {
        Path origin = model.origin()
                .orElseThrow(() -> new FoveaException("The model '" + model.name()
                        + "' has no test tensors: it is in no BioImage.IO package. 'fovea package' makes one."));
        try (PackageFolder folder = PackageFolder.open(origin);
                Session session = model.file()
                        .map(file -> Session.open(file, device))
                        .orElseGet(() -> Session.open(model.onnx(), device))) {
            model.requireCurrent();
            Description description = folder.description();
            requireAnswers(description, session, origin);
            TensorSpec input = description.inputs().get(0);
            Tensor given = test(folder, input);
            float[] prepared = prepared(given, description, origin);
            FloatTensor fed = FloatTensor.of(prepared, given.shape());
            Map<String, FloatTensor> answers =
                    session.run(Map.of(session.inputs().get(0).name(), fed), cancel);
            List<OutputCheck> checks = new ArrayList<>();
            for (TensorSpec output : description.outputs()) {
                TensorInfo info = session.outputs().get(checks.size());
                checks.add(check(folder, output, answers.get(info.name()), tolerance));
            }
            return new Verification(checks);
        }
    }

    /** What describes no output would be right whatever it answers. */
    private static void requireAnswers(Description description, Session session, Path origin) {
        int described = description.outputs().size();
        int there = session.outputs().size();
        if (described < 1 || described > there) {
            throw new FoveaException("The package '" + origin + "' describes " + described
                    + (described == 1 ? " output" : " outputs") + ", and its network has " + there
                    + ": there is nothing to hold it against.");
        }
    }

    private static OutputCheck check(PackageFolder folder, TensorSpec output, FloatTensor answer, double tolerance) {
        Tensor right = test(folder, output);
        if (!Arrays.equals(right.shape(), answer.shape())) {
            throw new FoveaException("The package '" + folder.given() + "' has a test tensor of the shape "
                    + Arrays.toString(right.shape()) + " for its output '" + output.id()
                    + "', and its model answers with "
                    + Arrays.toString(answer.shape()) + ".");
        }
        return OutputCheck.of(output.id(), answer.toArray(), right.toFloats(), tolerance);
    }

    private static Tensor test(PackageFolder folder, TensorSpec spec) {
        FileSource source = spec.test()
                .orElseThrow(() -> new FoveaException(
                        "The package '" + folder.given() + "' has no test tensor for '" + spec.id() + "'."));
        return Npy.read(folder.file(source));
    }

    private static float[] prepared(Tensor given, Description description, Path origin) {
        TensorSpec input = description.inputs().get(0);
        ImageTensor image = ImageTensor.of(description, origin.toString());
        long[] shape = given.shape();
        if (shape.length != input.axes().size() || shape[input.place(Axis.Kind.CHANNEL)] != image.channels()) {
            throw new FoveaException(
                    "The package '" + origin + "' has a test tensor of the shape " + Arrays.toString(shape)
                            + " for its input '" + input.id() + "', which has other axes or channels.");
        }
        float[] values = given.toFloats();
        int size = shape[0] == 0 ? 0 : values.length / (int) shape[0];
        for (int start = 0; size > 0 && start < values.length; start += size) {
            float[] one = Arrays.copyOfRange(values, start, start + size);
            float[] done = prepared(one, image, input.steps());
            System.arraycopy(done, 0, values, start, size);
        }
        return values;
    }

    private static float[] prepared(float[] values, ImageTensor image, List<PreparationStep> steps) {
        int channels = image.channels();
        int pixels = values.length / channels;
        boolean planar = image.layout() == Layout.NCHW;
        float[] mixed = planar ? transposed(values, channels, pixels) : values;
        steps.forEach(step -> step.apply(mixed, channels));
        return planar ? transposed(mixed, pixels, channels) : mixed;
    }

    /** Columns as rows. */
    private static float[] transposed(float[] values, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = values[r * columns + c];
            }
        }
        return turned;
    }
}
