package io.fovea.cli.benchmark;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.model.Model;
import io.fovea.session.Ort;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The steps of every loop that is written by hand around OpenCV and ONNX Runtime. */
final class ByHand {
    private ByHand() {}

    static OrtSession session(Model model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            return Ort.environment().createSession(model.onnx(), options);
        }
    }

    /** Writes the channels of an image of floats one behind the other. */
    static void split(Mat image, FloatBuffer planes) {
        List<Mat> channels = new ArrayList<>();
        Core.split(image, channels);
        float[] plane = new float[image.rows() * image.cols()];
        for (int c = 0; c < channels.size(); c++) {
            channels.get(c).get(0, 0, plane);
            planes.put(c * plane.length, plane);
            channels.get(c).release();
        }
    }

    /** The class of each pixel's greatest score, of at most 128; the scores of a class lie beside each other. */
    static byte[] mostProbable(float[] scores, int pixels) {
        byte[] classes = new byte[pixels];
        for (int p = 0; p < pixels; p++) {
            classes[p] = (byte) mostProbable(scores, pixels, p);
        }
        return classes;
    }

    /** The class of a pixel's greatest score. */
    static int mostProbable(float[] scores, int pixels, int pixel) {
        int best = 0;
        for (int c = 1; c < scores.length / pixels; c++) {
            best = scores[c * pixels + pixel] > scores[best * pixels + pixel] ? c : best;
        }
        return best;
    }
}
