package io.fovea.cli.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fovea.FoveaException;
import io.fovea.image.OpenCv;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Ort;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * A folder's images through a network as one writes it by hand: OpenCV decodes, resizes and encodes, a bare session of ONNX
 * Runtime answers, and a thread for each core takes image after image.
 */
final class FolderByHand implements AutoCloseable {
    private static final int MOST = 255;
    private static final int GREY_STEP = 127;

    private final OrtSession session;
    private final Input input;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    /** For a model of RGB images. */
    FolderByHand(Model model) {
        OpenCv.load();
        input = model.card().input();
        try {
            session = ByHand.session(model, 1); // the cores are busy with as many images
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** Writes a table with the most probable class of each image. */
    void classify(List<Path> files, Path table) {
        List<String> lines = new ArrayList<>(List.of("image,class,score"));
        lines.addAll(forEach(files, file -> {
            Mat image = Imgcodecs.imread(file.toString());
            float[] scores = run(image, input.width().getAsInt(), input.height().getAsInt());
            image.release();
            int best = ByHand.mostProbable(scores, 1, 0);
            return String.format(Locale.ROOT, "%s,%d,%.6f", file.getFileName(), best, scores[best]);
        }));
        write(table, lines);
    }

    /** Writes labels, trimap and overlay of each image, and a table with the number of objects. */
    void segment(List<Path> files, Path folder) {
        List<String> lines = new ArrayList<>(List.of("image,objects"));
        lines.addAll(forEach(files, file -> file.getFileName() + "," + segment(file, folder)));
        write(folder.resolve("segment.csv"), lines);
    }

    private int segment(Path file, Path folder) throws OrtException {
        Mat image = Imgcodecs.imread(file.toString());
        boolean free = input.isFree();
        int width = input.widthFor(image.cols());
        int height = input.heightFor(image.rows());
        Mat fed = image;
        if (free) {
            fed = new Mat();
            Core.normalize(image, fed, 0, MOST, Core.NORM_MINMAX);
            Core.copyMakeBorder(fed, fed, 0, height - image.rows(), 0, width - image.cols(), Core.BORDER_REFLECT_101);
        }
        Mat classes = mostProbable(run(fed, width, height), width, height);
        classes = free
                ? classes.submat(0, image.rows(), 0, image.cols())
                : resized(classes, image.size(), Imgproc.INTER_NEAREST);
        Mat foreground = new Mat();
        Core.compare(classes, new Scalar(0), foreground, Core.CMP_EQ);
        Mat labels = new Mat();
        int objects = Imgproc.connectedComponents(foreground, labels, 8, CvType.CV_16U) - 1;
        Mat trimap = new Mat();
        Core.multiply(classes, new Scalar(GREY_STEP), trimap);
        List<MatOfPoint> outlines = new ArrayList<>();
        Imgproc.findContours(foreground, outlines, new Mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
        Imgproc.drawContours(image, outlines, -1, new Scalar(0, MOST, MOST), 1);
        String stem = folder.resolve(file.getFileName().toString().replaceFirst("\\.[^.]+$", ""))
                .toString();
        Imgcodecs.imwrite(stem + "-labels.png", labels);
        Imgcodecs.imwrite(stem + "-trimap.png", trimap);
        Imgcodecs.imwrite(stem + "-overlay.png", image);
        List.of(image, fed, classes, foreground, labels, trimap).forEach(Mat::release);
        return objects;
    }

    /** The answer to a BGR image that is resized to what is given. */
    private float[] run(Mat image, int width, int height) throws OrtException {
        Mat fed = resized(image, new Size(width, height), Imgproc.INTER_LINEAR);
        Imgproc.cvtColor(fed, fed, Imgproc.COLOR_BGR2RGB);
        fed.convertTo(fed, CvType.CV_32F);
        FloatBuffer values = FloatBuffer.allocate(3 * width * height);
        ByHand.split(fed, values);
        fed.release();
        OrtEnvironment environment = Ort.environment();
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, new long[] {1, 3, height, width});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            FloatBuffer answer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] scores = new float[answer.remaining()];
            answer.get(scores);
            return scores;
        }
    }

    private static Mat mostProbable(float[] scores, int width, int height) {
        Mat map = new Mat(height, width, CvType.CV_8U);
        map.put(0, 0, ByHand.mostProbable(scores, width * height));
        return map;
    }

    private static Mat resized(Mat image, Size size, int how) {
        Mat resized = new Mat();
        Imgproc.resize(image, resized, size, 0, 0, how);
        return resized;
    }

    @FunctionalInterface
    private interface Task {
        String on(Path file) throws OrtException;
    }

    private List<String> forEach(List<Path> files, Task task) {
        List<Future<String>> futures = new ArrayList<>();
        for (Path file : files) {
            futures.add(threads.submit(() -> task.on(file)));
        }
        List<String> answers = new ArrayList<>();
        try {
            for (Future<String> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static FoveaException failed(Exception e) {
        return new FoveaException("The loop written by hand failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
