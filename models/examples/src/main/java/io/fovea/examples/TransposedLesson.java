package io.fovea.examples;

import io.fovea.graph.Graph;
import io.fovea.graph.Tensor;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.layers.Conv2D;
import io.fovea.layers.Conv2DTranspose;
import io.fovea.layers.Layer;
import io.fovea.layers.Network;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A convolution is a matrix, and the transposed convolution is that matrix transposed: it goes back to the size that the
 * convolution came from, not to its values (Dumoulin and Visin, A guide to convolution arithmetic, 2016; Chollet, Deep
 * Learning with Python, 2nd edition, section 9.2).
 */
public final class TransposedLesson {

    static final String USAGE = "OUTPUT";

    private static final int SIDE = 4;
    private static final int KERNEL = 3;
    private static final int ANSWERS = SIDE - KERNEL + 1;
    private static final float[] WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final int MAGNIFIED = 24;
    private static final int BRIGHTER = 28;

    private TransposedLesson() {}

    /**
     * Prints the matrix of a convolution of 3 x 3 over 4 x 4 pixels, and checks its transpose against the layer.
     *
     * @param args a folder for the picture of the matrix
     */
    public static void main(String[] args) {
        Path output = Given.of(args, USAGE).folder(0);
        Graph convolution = network(SIDE, new Conv2D(1, KERNEL).withoutBias());
        Graph transposed = network(ANSWERS, new Conv2DTranspose(1, KERNEL).withoutBias());
        float[][] matrix = matrix(convolution, SIDE);
        float[][] back = matrix(transposed, ANSWERS);

        System.out.println("The convolution, " + matrix.length + " answers of " + SIDE * SIDE + " pixels:");
        System.out.print(text(matrix));
        System.out.println(
                "The transposed convolution, " + back.length + " pixels of " + ANSWERS * ANSWERS + " answers:");
        System.out.print(text(back));
        boolean same = true;
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < back.length; column++) {
                same &= matrix[row][column] == back[column][row];
            }
        }
        System.out.println("One is the other's transpose: " + same);
        picture(matrix).write(output.resolve("convolution-matrix.png"));
    }

    private static Graph network(int side, Layer layer) {
        Network network = new Network("matrix", 1);
        Graph graph = network.finish(network.input(side, side, 1).to(layer.named("layer")));
        graph.put("layer/kernel", Tensor.of(WEIGHTS, 1, 1, KERNEL, KERNEL));
        return graph;
    }

    /** Column by column: what the layer makes of an image in which one pixel is 1. */
    private static float[][] matrix(Graph graph, int side) {
        float[][] matrix = new float[0][];
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            for (int pixel = 0; pixel < side * side; pixel++) {
                float[] one = new float[side * side];
                one[pixel] = 1;
                FloatTensor image = FloatTensor.of(one, 1, 1, side, side);
                float[] answers = session.run(Map.of("input", image), Cancellation.NONE)
                        .get("layer")
                        .toArray();
                matrix = pixel == 0 ? new float[answers.length][side * side] : matrix;
                for (int i = 0; i < answers.length; i++) {
                    matrix[i][pixel] = answers[i];
                }
            }
        }
        return matrix;
    }

    private static String text(float[][] matrix) {
        StringBuilder text = new StringBuilder();
        for (float[] row : matrix) {
            for (float value : row) {
                text.append(String.format(Locale.ROOT, "%3.0f", value));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static Image picture(float[][] matrix) {
        byte[] levels = new byte[matrix.length * matrix[0].length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (BRIGHTER * matrix[i / matrix[0].length][i % matrix[0].length]);
        }
        return Grid.magnified(Image.gray8(matrix[0].length, matrix.length, levels), MAGNIFIED);
    }
}
