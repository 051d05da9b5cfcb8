import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.fovea.cli.benchmark.HandSteps;
import io.fovea.cli.benchmark.Pace;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import nu.pattern.OpenCV;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * An image in memory to an answer with DJL's engine for ONNX Runtime, the way its guides have it: a translator, here with
 * OpenCV's steps, and a predictor. Run as a source file by './fovea benchmark models', with DJL, OpenCV, HandSteps and Pace on
 * the class path. Arguments: model, image, planes, width, height, columns, whether boxes, and a file for the first answer.
 * For each line on standard input it says on standard output how many images a second it takes.
 */
public class DjlImages {

    public static void main(String[] args) throws Exception {
        OpenCV.loadLocally();
        Mat image = Imgcodecs.imread(args[1], Imgcodecs.IMREAD_UNCHANGED);
        if (image.channels() == 3) {
            Imgproc.cvtColor(image, image, Imgproc.COLOR_BGR2RGB);
        }
        int planes = Integer.parseInt(args[2]);
        int width = Integer.parseInt(args[3]);
        int height = Integer.parseInt(args[4]);
        HandSteps steps = new HandSteps(image, planes, width, height, Boolean.parseBoolean(args[6]));
        FloatBuffer input = ByteBuffer.allocateDirect(Float.BYTES * planes * width * height)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Criteria<HandSteps, byte[]> criteria = Criteria.builder()
                .setTypes(HandSteps.class, byte[].class)
                .optEngine("OnnxRuntime")
                .optModelPath(Path.of(args[0]))
                .optTranslator(new ByHand(input, new Shape(1, planes, height, width), Integer.parseInt(args[5])))
                .build();
        try (ZooModel<HandSteps, byte[]> model = criteria.loadModel();
                Predictor<HandSteps, byte[]> predictor = model.newPredictor()) {
            Supplier<byte[]> run = () -> predicted(predictor, steps);
            Files.write(Path.of(args[7]), run.get());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
            while (in.readLine() != null) {
                System.out.println("=" + Pace.of(run));
            }
        }
        System.exit(0);
    }

    private static byte[] predicted(Predictor<HandSteps, byte[]> predictor, HandSteps steps) {
        try {
            return predictor.predict(steps);
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The image is a batch of one already. */
    private static final class ByHand implements Translator<HandSteps, byte[]> {
        private final FloatBuffer input;
        private final Shape shape;
        private final int columns;

        ByHand(FloatBuffer input, Shape shape, int columns) {
            this.input = input;
            this.shape = shape;
            this.columns = columns;
        }

        @Override
        public NDList processInput(TranslatorContext context, HandSteps steps) {
            steps.fill(input);
            context.setAttachment("steps", steps);
            return new NDList(context.getNDManager().create(input, shape, DataType.FLOAT32));
        }

        @Override
        public byte[] processOutput(TranslatorContext context, NDList answer) {
            HandSteps steps = (HandSteps) context.getAttachment("steps");
            return steps.answer(answer.get(0).toFloatArray(), columns);
        }

        @Override
        public Batchifier getBatchifier() {
            return null;
        }
    }
}
