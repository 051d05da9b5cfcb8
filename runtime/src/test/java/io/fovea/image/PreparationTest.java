package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {
    private static final Image RGB = Image.rgb8(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
    private static final Image GRAY = Image.gray8(2, 1, new byte[] {7, (byte) 200});

    @ParameterizedTest
    @CsvSource({
        "RGB, NCHW, 10 40 20 50 30 60",
        "RGB, NHWC, 10 20 30 40 50 60",
        "BGR, NCHW, 30 60 20 50 10 40",
        "BGR, NHWC, 30 20 10 60 50 40",
        "GRAY, NCHW, 20 50"
    })
    void ordersColours(Color color, Layout layout, String expected) {
        assertThat(prepared(RGB, color, layout, Normalisation.RAW)).containsExactly(floats(expected));
    }

    @ParameterizedTest
    @CsvSource({"RGB, NCHW, 7 200 7 200 7 200", "BGR, NHWC, 7 7 7 200 200 200", "GRAY, NHWC, 7 200"})
    void replicatesGrey(Color color, Layout layout, String expected) {
        assertThat(prepared(GRAY, color, layout, Normalisation.RAW)).containsExactly(floats(expected));
    }

    @Test
    void scalesCentresAndDividesByChannel() {
        Normalisation normalisation =
                new Normalisation(0.5f, new float[] {1, 2, 3}, new float[] {1, 2, 4}, Stretch.NONE, 0, 100);
        assertThat(prepared(RGB, Color.RGB, Layout.NHWC, normalisation))
                .containsExactly(5 - 1, (10 - 2) / 2f, (15 - 3) / 4f, 20 - 1, (25 - 2) / 2f, (30 - 3) / 4f);
    }

    @Test
    void stretchesDeepImagesOnlyUnlessToldOtherwise() {
        Image deep = Image.gray16(3, 1, new short[] {1000, 2000, 3000});
        Normalisation whole = Normalisation.RAW.with(Stretch.DEEP, 0, 100);
        assertThat(prepared(deep, Color.GRAY, Layout.NCHW, whole)).containsExactly(0, 127.5f, 255);
        assertThat(prepared(GRAY, Color.GRAY, Layout.NCHW, whole)).containsExactly(7, 200);
        assertThat(prepared(GRAY, Color.GRAY, Layout.NCHW, whole.with(Stretch.ALL, 0, 100)))
                .containsExactly(0, 255);
        assertThat(prepared(deep, Color.GRAY, Layout.NCHW, whole.with(Stretch.NONE, 0, 100)))
                .containsExactly(1000, 2000, 3000);
    }

    @Test
    void clipsBeyondThePercentiles() {
        float[] ramp = new float[1001];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = -500 + i;
        }
        ramp[1000] = Float.POSITIVE_INFINITY;
        ramp[500] = Float.NaN;
        Image image = Image.gray32(ramp.length, 1, ramp);
        float[] values = prepared(image, Color.GRAY, Layout.NCHW, Normalisation.RAW.with(Stretch.DEEP, 10, 90));
        assertThat(values[50]).isZero();
        assertThat(values[950]).isEqualTo(255);
        assertThat(values[1000]).isEqualTo(255);
        assertThat(values[500]).isZero();
        assertThat(values[450]).isCloseTo(127.5f - 50 * 255 / 800f, Offset.offset(0.5f));
    }

    @Test
    void anImageOfOneValueIsBlack() {
        Image flat = Image.gray16(2, 1, new short[] {500, 500});
        assertThat(prepared(flat, Color.GRAY, Layout.NCHW, Normalisation.RAW)).containsOnly(0);
    }

    @Test
    void partsAreStretchedLikeTheWhole() {
        Image deep = Image.gray16(4, 1, new short[] {0, 100, 200, 1000});
        PreparedImage prepared =
                new Preparation(Color.GRAY, Layout.NCHW, Normalisation.RAW.with(Stretch.DEEP, 0, 100)).prepare(deep);
        FloatBuffer part = FloatBuffer.allocate(2);
        prepared.fill(1, 0, 2, 1, part);
        assertThat(part.array()).containsExactly(25.5f, 51);
    }

    @Test
    void mirrorsBeyondTheEdges() {
        Image image = Image.gray8(3, 2, new byte[] {1, 2, 3, 4, 5, 6});
        PreparedImage prepared = new Preparation(Color.GRAY, Layout.NCHW, Normalisation.RAW).prepare(image);
        FloatBuffer around = FloatBuffer.allocate(7 * 4);
        prepared.fill(-2, -1, 7, 4, around);
        assertThat(around.array())
                .containsExactly(6, 5, 4, 5, 6, 5, 4, 3, 2, 1, 2, 3, 2, 1, 6, 5, 4, 5, 6, 5, 4, 3, 2, 1, 2, 3, 2, 1);
    }

    @Test
    void aSinglePixelIsItsOwnMirror() {
        assertThat(PreparedImage.mirrored(-5, 1)).isZero();
        assertThat(PreparedImage.mirrored(9, 3)).isEqualTo(1);
    }

    @Test
    void averagesToShrinkAndInterpolatesToEnlarge() {
        Image image = Image.gray8(4, 1, new byte[] {0, 10, 20, 30});
        assertThat(image.resized(2, 1).bytes()).containsExactly(5, 25);
        assertThat(Image.gray32(2, 1, new float[] {0, 4}).resized(4, 1).floats())
                .containsExactly(0, 1, 3, 4);
        Image both = image.resized(2, 3);
        assertThat(both.bytes()).containsExactly(5, 25, 5, 25, 5, 25);
        assertThat(image.resized(4, 1)).isSameAs(image);
    }

    @Test
    void isShrunkInItsProportions() {
        Image image = Image.gray8(4, 1, new byte[] {0, 10, 20, 30});
        // A quarter of a row is a row still.
        assertThat(image.shrunk(2)).isEqualTo(Image.gray8(2, 1, new byte[] {5, 25}));
        assertThat(image.shrunk(1)).isEqualTo(Image.gray8(1, 1, new byte[] {15}));
        assertThat(image.shrunk(4)).isSameAs(image);
        assertThat(image.shrunk(100)).isSameAs(image);
    }

    @Test
    void resizesBeforeItStretches() {
        Image deep = Image.gray16(4, 1, new short[] {0, 0, 1000, 1000});
        FloatBuffer target = FloatBuffer.allocate(2);
        new Preparation(Color.GRAY, Layout.NCHW, Normalisation.RAW.with(Stretch.DEEP, 0, 100)).fill(deep, 2, 1, target);
        assertThat(target.array()).containsExactly(0, 255);
    }

    private static float[] prepared(Image image, Color color, Layout layout, Normalisation normalisation) {
        FloatBuffer target = FloatBuffer.allocate(color.channels() * image.width() * image.height());
        new Preparation(color, layout, normalisation).fill(image, image.width(), image.height(), target);
        return target.array();
    }

    private static float[] floats(String words) {
        String[] split = words.split(" ");
        float[] values = new float[split.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(split[i]);
        }
        return values;
    }
}
