package io.fovea.cli.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Mats;
import io.fovea.model.DetectorHead;
import io.fovea.model.Model;
import io.fovea.session.Ort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * What one would write by hand for one model: {@link HandSteps} before and after, and between them the network run by ONNX
 * Runtime or by OpenCV. Not thread-safe.
 */
final class ImagesByHand implements AutoCloseable {
    private final HandSteps steps;
    private final int columns;
    private final OrtSession session;
    private final String inputName;
    private final FloatBuffer input;
    private final OnnxTensor inputTensor;
    private final FloatBuffer output;
    private final OnnxTensor outputTensor;
    private final String outputName;

    /**
     * Loads a network whose input and output sizes follow from the image.
     *
     * @param answer the shape of its output
     */
    ImagesByHand(Model model, Image image, int width, int height, long[] answer) throws OrtException {
        int planes = model.card().input().channels();
        boolean boxes = model.card().head() == DetectorHead.YOLOX;
        steps = new HandSteps(Mats.of(image), planes, width, height, boxes);
        columns = (int) answer[boxes ? 2 : 1];
        session = ByHand.session(model, Runtime.getRuntime().availableProcessors());
        inputName = session.getInputNames().iterator().next();
        outputName = session.getOutputNames().iterator().next();
        input = direct(planes * width * height);
        inputTensor = OnnxTensor.createTensor(Ort.environment(), input, new long[] {1, planes, height, width});
        int values = 1;
        for (long n : answer) {
            values *= (int) n;
        }
        output = direct(values);
        outputTensor = OnnxTensor.createTensor(Ort.environment(), output, answer);
    }

    private static FloatBuffer direct(int size) {
        return ByteBuffer.allocateDirect(Float.BYTES * size)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** What ONNX Runtime's answer comes to. */
    byte[] byOnnxRuntime() {
        steps.fill(input);
        try {
            session.run(Map.of(inputName, inputTensor), Map.of(outputName, outputTensor))
                    .close();
        } catch (OrtException e) {
            throw new FoveaException("The hand-written ONNX Runtime loop failed: " + e.getMessage(), e);
        }
        float[] scores = new float[output.capacity()];
        output.get(0, scores);
        return steps.answer(scores, columns);
    }

    /** The same by OpenCV's own runtime. */
    byte[] byOpenCv(Net net) {
        Mat sized = steps.prepared();
        Mat blob = Dnn.blobFromImage(sized, 1, steps.size(), Scalar.all(0), false, false, CvType.CV_32F);
        net.setInput(blob);
        Mat answer = net.forward();
        float[] scores = new float[output.capacity()];
        answer.reshape(1, 1).get(0, 0, scores);
        answer.release();
        blob.release();
        sized.release();
        return steps.answer(scores, columns);
    }

    /** Whether the network gives a single score, for two classes. */
    boolean hasOneScore() {
        return output.capacity() == 1;
    }

    @Override
    public void close() throws OrtException {
        inputTensor.close();
        outputTensor.close();
        session.close();
        steps.close();
    }
}
