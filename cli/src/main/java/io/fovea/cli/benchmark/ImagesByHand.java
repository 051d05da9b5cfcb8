package io.fovea.cli.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Ort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;

/**
 * What one would write by hand for one model of grey or coloured images of 8 bits: the image prepared with OpenCV, the network
 * run by ONNX Runtime or by OpenCV, the greatest score taken. Not thread-safe.
 */
final class ImagesByHand implements AutoCloseable {
    private final Mat image;
    private final Size size;
    private final int planes;
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
    ImagesByHand(Model model, Image given, int width, int height, long[] answer) throws OrtException {
        Input card = model.card().input();
        planes = card.channels();
        image = new Mat(given.height(), given.width(), CvType.CV_8UC(given.channels()));
        image.put(0, 0, given.bytes());
        size = new Size(width, height);
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

    /** Resized, in single precision, its channels as the network has them. */
    private Mat prepared() {
        Mat sized = new Mat();
        if (image.cols() == size.width && image.rows() == size.height) {
            image.copyTo(sized);
        } else {
            boolean shrinks = image.cols() > size.width;
            Imgproc.resize(image, sized, size, 0, 0, shrinks ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        }
        if (sized.channels() == 1 && planes == 3) {
            Imgproc.cvtColor(sized, sized, Imgproc.COLOR_GRAY2RGB);
        } else if (sized.channels() == 3 && planes == 1) {
            Imgproc.cvtColor(sized, sized, Imgproc.COLOR_RGB2GRAY);
        }
        sized.convertTo(sized, CvType.CV_32F);
        return sized;
    }

    /** The greatest score of each pixel, or of the image, by ONNX Runtime. */
    byte[] byOnnxRuntime() {
        Mat sized = prepared();
        ByHand.split(sized, input);
        sized.release();
        try {
            session.run(Map.of(inputName, inputTensor), Map.of(outputName, outputTensor))
                    .close();
        } catch (OrtException e) {
            throw new FoveaException("The hand-written ONNX Runtime loop failed: " + e.getMessage(), e);
        }
        float[] scores = new float[output.capacity()];
        output.get(0, scores);
        return mostProbable(scores);
    }

    /** The same by OpenCV's own runtime. */
    byte[] byOpenCv(Net net) {
        Mat sized = prepared();
        Mat blob = Dnn.blobFromImage(sized, 1, size, Scalar.all(0), false, false, CvType.CV_32F);
        net.setInput(blob);
        Mat answer = net.forward();
        float[] scores = new float[output.capacity()];
        answer.reshape(1, 1).get(0, 0, scores);
        answer.release();
        blob.release();
        sized.release();
        return mostProbable(scores);
    }

    /** Whether the network gives a single score, for two classes. */
    boolean hasOneScore() {
        return output.capacity() == 1;
    }

    private byte[] mostProbable(float[] scores) {
        int classes = (int) outputTensor.getInfo().getShape()[1];
        return ByHand.mostProbable(scores, scores.length / classes);
    }

    @Override
    public void close() throws OrtException {
        inputTensor.close();
        outputTensor.close();
        session.close();
        image.release();
    }
}
