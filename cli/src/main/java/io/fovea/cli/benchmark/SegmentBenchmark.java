package io.fovea.cli.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Ort;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** The inference part of a segmentation, against a bare ONNX Runtime loop over the same tensor, both on the CPU. */
final class SegmentBenchmark implements Benchmark {
    private static final Rounds ROUNDS = new Rounds(3, 15);

    /** Small enough to go in whole, and of a size that networks with four poolings take as it is. */
    private static final String IMAGE = "test-images/nuclei/02-dense.png";

    @Override
    public String name() {
        return "segment";
    }

    @Override
    public List<Measurement> run(Monitor monitor) {
        Image image = Image.read(Checkout.file(IMAGE));
        Model model = ModelLibrary.find("nuclei-trimap");
        long[] shape = model.card().input().shape(image.width(), image.height());
        FloatTensor tensor = FloatTensor.allocate(shape);
        model.card().input().preparation().prepare(image).fill(0, 0, image.width(), image.height(), tensor.data());
        try (Segmenter segmenter = Segmenter.open(model, Device.CPU);
                Bare bare = new Bare(model.onnx(), shape, tensor.data())) {
            List<Side> sides = ROUNDS.measure(
                    List.of(() -> segmenter.segment(image, Monitor.NONE).seconds(), () -> Rounds.seconds(bare::run)),
                    monitor);
            return List.of(new Measurement(
                    "segment one image, inference",
                    "s",
                    sides.get(0),
                    sides.get(1),
                    "a bare ONNX Runtime loop",
                    "at most 1.05"));
        } catch (OrtException e) {
            throw new FoveaException("The bare ONNX Runtime loop failed: " + e.getMessage(), e);
        }
    }

    /** ONNX Runtime by itself, with the options that Fovea gives it. */
    private static final class Bare implements AutoCloseable {
        private final OrtSession session;
        private final OnnxTensor input;

        Bare(byte[] onnx, long[] shape, FloatBuffer data) throws OrtException {
            OrtEnvironment environment = Ort.environment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
                session = environment.createSession(onnx, options);
            }
            input = OnnxTensor.createTensor(environment, data, shape);
        }

        void run() {
            try (OrtSession.Result result =
                    session.run(Map.of(session.getInputNames().iterator().next(), input))) {
                if (result.size() == 0) {
                    throw new FoveaException("The model has no output.");
                }
            } catch (OrtException e) {
                throw new FoveaException("The bare ONNX Runtime loop failed: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws OrtException {
            input.close();
            session.close();
        }
    }
}
