package io.fovea.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.FoveaException;
import io.fovea.explore.Filtering.Padding;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Nets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterDetectCondenseTest {
    private static final Filtering PLAIN = new Filtering(1, Padding.ZERO);

    @Test
    void everyStepIsAsByHand() {
        Image image = Image.gray8(3, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        FilterDetectCondense layer = new FilterDetectCondense(
                FilterKernel.parse("0 0 0; 0 0 1; 0 -2 0"), PLAIN, true, new Condensing(Condensing.Kind.MAX, 2, 1));

        FilterDetectCondense.Steps steps = layer.of(image);

        // Right neighbour minus twice the one below: not mirrored.
        assertThat(steps.filtered().values()).containsExactly(2 - 8, 3 - 10, -12, 5 - 14, 6 - 16, -18, 8, 9, 0);
        assertThat(steps.detected().values()).containsExactly(0, 0, 0, 0, 0, 0, 8, 9, 0);
        assertThat(steps.condensed().values()).containsExactly(0, 0, 9, 9);
        assertThat(layer.of(image).panels().toString()).isEqualTo("666x162 RGB 8-bit");
    }

    /** ONNX Runtime's own layers are the reference. */
    @ParameterizedTest
    @CsvSource({"edge,1", "sobel-bottom,2", "emboss,3", "gabor,2", "prewitt-top-left,1"})
    void filtersAnswerAsConvolutionLayersDo(String name, int stride) {
        Image image = Nets.noise(37, 29, 1, 4);
        FilterKernel kernel = FilterKernels.find(name);
        long pad = kernel.rows() / 2;
        Response ours = new Filtering(stride, Padding.ZERO).of(Filtering.gray(image), kernel);
        Response inside = new Filtering(stride, Padding.NONE).of(Filtering.gray(image), kernel);

        assertThat(ours.values()).containsExactly(convolved(image, kernel, stride, pad), offset(0.01f));
        assertThat(inside.values()).containsExactly(convolved(image, kernel, stride, 0), offset(0.01f));
    }

    private static float[] convolved(Image image, FilterKernel kernel, long stride, long pad) {
        Graph graph = Graph.create("conv", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(1, 1, image.height(), image.width())));
        graph.put("w", Tensor.of(kernel.flat(), 1, 1, kernel.rows(), kernel.columns()));
        Attributes attributes =
                Attributes.NONE.withIntegers("pads", pad, pad, pad, pad).withIntegers("strides", stride, stride);
        graph.append(Node.of("Conv", List.of("x", "w"), "y", attributes));
        graph.expose("y");
        FloatTensor x = FloatTensor.of(Filtering.gray(image).values(), 1, 1, image.height(), image.width());
        try (Session session = Session.open(graph.toBytes(), Device.CPU)) {
            return session.run(Map.of("x", x), Cancellation.NONE).get("y").toArray();
        }
    }

    @Test
    void deepAndColourImagesAreNeitherClippedNorRounded() {
        FilterKernel twice = FilterKernel.parse("2");
        Response deep = PLAIN.of(Filtering.gray(Image.gray16(2, 1, new short[] {(short) 65535, 1})), twice);
        assertThat(deep.values()).containsExactly(131070, 2);
        Response real = PLAIN.of(Filtering.gray(Image.gray32(2, 1, new float[] {-1.5f, 1e6f})), twice);
        assertThat(real.values()).containsExactly(-3, 2e6f);
        Response colour = PLAIN.of(Filtering.gray(Image.rgb8(1, 1, new byte[] {0, 1, (byte) 255})), twice);
        assertThat(colour.values()[0]).isEqualTo(512 / 3f, offset(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({"AVERAGE, 2, 2, 3.5, 5.5", "MAX, 2, 2, 6, 8", "NONE, 1, 1, 1, 2"})
    void poolingCondensesWholeWindows(Condensing.Kind kind, int size, int step, float first, float second) {
        Response map = new Response("map", 4, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(new Condensing(kind, size, step).of(map).values()).startsWith(first, second);
    }

    @Test
    void paddingMirrors() {
        Response image = new Response("row", 3, 1, new float[] {1, 5, 7});
        assertThat(new Filtering(1, Padding.MIRROR)
                        .of(image, FilterKernel.parse("1 0 0"))
                        .values())
                .containsExactly(5, 1, 5);
        assertThat(new Filtering(2, Padding.NONE)
                        .of(image, FilterKernel.parse("1 0"))
                        .values())
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, 90, 135})
    void gaborFollowsItsFormula(double angle) {
        Gabor gabor = new Gabor(0.1, angle, 3, 90);
        float[][] weights = gabor.kernel().weights();
        assertThat(weights).hasDimensions(19, 19);
        double theta = Math.toRadians(angle);
        double sum = 0;
        double[][] wave = new double[19][19];
        for (int y = -9; y <= 9; y++) {
            for (int x = -9; x <= 9; x++) {
                double along = x * Math.cos(theta) + y * Math.sin(theta);
                wave[y + 9][x + 9] = -Math.exp(-(x * x + y * y) / 18.0) * Math.sin(2 * Math.PI * 0.1 * along);
                sum += Math.abs(wave[y + 9][x + 9]);
            }
        }
        for (int y = 0; y < 19; y++) {
            for (int x = 0; x < 19; x++) {
                assertThat(weights[y][x]).isEqualTo((float) (wave[y][x] / sum), offset(1e-6f));
            }
        }
    }

    @Test
    void aBankAnswersItsOwnWaveMostWhereverItBegins() {
        float[] wave = new float[64 * 64];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) (100 + 50 * Math.cos(2 * Math.PI * 0.125 * (i / 64) + 1));
        }
        FilterBank bank =
                new FilterBank(Gabor.bank(new double[] {0.25, 0.125}, 4, 0), new Filtering(1, Padding.MIRROR));
        FilterBank.Responses answers = bank.of(Image.gray32(64, 64, wave), Cancellation.NONE);
        float[] middle = new float[8];
        for (int i = 0; i < 8; i++) {
            middle[i] = answers.magnitude().get(i).values()[32 * 64 + 32];
        }
        // Down the columns: the third of four angles, of the second frequency.
        for (int i = 0; i < 8; i++) {
            assertThat(middle[i]).isLessThanOrEqualTo(middle[6]);
        }
        float[] along = answers.magnitude().get(6).values();
        assertThat(along[30 * 64 + 32]).isEqualTo(along[33 * 64 + 32], offset(0.02f * middle[6]));
        assertThat(answers.responses().planes()).hasSize(16);
    }

    @Test
    void everyNamedKernelIsThere() {
        assertThat(FilterKernels.names())
                .contains("edge", "blur", "sobel-bottom", "emboss", "sharpen", "laplacian", "prewitt-left", "gabor")
                .allSatisfy(name -> assertThat(FilterKernels.find(name).rows()).isPositive());
        assertThat(FilterKernels.find("sobel-bottom").flat()).containsExactly(-1, -2, -1, 0, 0, 0, 1, 2, 1);
        assertThat(FilterKernels.find("blur").flat())
                .satisfies(w -> assertThat(w[4]).isEqualTo(0.25f));
    }

    @ParameterizedTest
    @CsvSource({
        "1 2; 3, differ in length",
        "1 x, 'x'",
        "'', no weights",
        "sobel-botom, sobel-bottom",
    })
    void aKernelThatIsNoneIsAnErrorThatSaysHow(String rows, String said) {
        assertThatThrownBy(() -> FilterKernels.find(rows))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(said);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        Response small = new Response("small", 3, 3, new float[9]);
        assertThatThrownBy(() -> new Filtering(1, Padding.NONE).of(small, FilterKernels.find("gabor")))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> new Condensing(Condensing.Kind.MAX, 4, 4).of(small))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> Filtering.gray(Image.gray32(2, 1, new float[] {1, Float.NaN})))
                .hasMessageContaining("at x = 1, y = 0");
        assertThatThrownBy(() -> new Gabor(0.6, 0, 1, 0)).hasMessageContaining("0.6");
        assertThatThrownBy(() -> Padding.parse("same")).hasMessageContaining("zero, mirror, none");
    }
}
