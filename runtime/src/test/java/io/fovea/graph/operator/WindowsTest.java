package io.fovea.graph.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.graph.Attributes;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many windows there are, and where, as ONNX's formulas for Conv and MaxPool say. */
class WindowsTest {

    /** Size, kernel, stride, dilation, pads before and after, whether windows that are not full count, and how many. */
    @ParameterizedTest
    @CsvSource({
        "5, 3, 1, 1, 0, 0, 0, 3",
        "5, 3, 2, 1, 1, 1, 0, 3",
        "6, 3, 2, 1, 1, 0, 0, 3",
        "6, 3, 2, 1, 0, 1, 0, 3",
        "7, 3, 1, 2, 0, 0, 0, 3",
        "5, 2, 2, 1, 0, 0, 0, 2",
        "5, 2, 2, 1, 0, 0, 1, 3",
        "4, 2, 2, 1, 0, 0, 1, 2",
        // The third would begin at pixel 6, in or behind the pad at the end.
        "4, 2, 3, 1, 1, 1, 1, 2",
        "5, 2, 3, 1, 1, 1, 1, 2",
        "6, 2, 3, 1, 1, 1, 1, 3",
    })
    void areCounted(
            long size, long kernel, long stride, long dilation, long before, long after, long ceil, long count) {
        Attributes attributes = attributes(stride, dilation)
                .withIntegers("pads", before, 0, after, 0)
                .with("ceil_mode", ceil);

        assertThat(windows(attributes, kernel).count(Dimension.fixed(size), 0)).isEqualTo(Dimension.fixed(count));
    }

    @Test
    void withoutAttributesTheyLieSideBySideWithoutPads() {
        Windows windows = Windows.of(Node.of("Conv", List.of("x"), "y"), new long[] {3, 2});

        assertThat(windows)
                .isEqualTo(new Windows(
                        new long[] {3, 2}, new long[] {1, 1}, new long[] {1, 1}, new long[4], "NOTSET", false))
                .hasSameHashCodeAs(new Windows(
                        new long[] {3, 2}, new long[] {1, 1}, new long[] {1, 1}, new long[4], "NOTSET", false));
        assertThat(windows.hashCode())
                .isNotEqualTo(new Windows(
                                new long[] {3, 3}, new long[] {1, 1}, new long[] {1, 1}, new long[4], "NOTSET", false)
                        .hashCode());
        assertThat(windows.size()).isEqualTo(6);
        assertThat(windows.rank()).isEqualTo(2);
        assertThat(windows.output(Shape.of(2, 7, 10, 11), Dimension.fixed(5))).isEqualTo(Shape.of(2, 5, 8, 10));
        assertThatThrownBy(() -> windows.output(Shape.of(2, 7, 10), Dimension.fixed(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As many pads as make the answer ceil(size / stride) long; SAME_UPPER has the odd one behind, SAME_LOWER before. */
    @ParameterizedTest
    @CsvSource({
        "SAME_UPPER, 5, 3, 2, 1, 1, 1, 3",
        "SAME_UPPER, 6, 3, 2, 1, 0, 1, 3",
        "SAME_LOWER, 6, 3, 2, 1, 1, 0, 3",
        "SAME_UPPER, 5, 4, 1, 1, 1, 2, 5",
        "SAME_LOWER, 5, 4, 1, 1, 2, 1, 5",
        "SAME_UPPER, 5, 3, 1, 2, 2, 2, 5",
        "SAME_UPPER, 7, 2, 3, 1, 0, 1, 3",
        "SAME_UPPER, 6, 1, 3, 1, 0, 0, 2",
        "VALID, 6, 3, 2, 1, 0, 0, 2",
    })
    void padsThatFollowFromTheSizeAreTold(
            String auto, long size, long kernel, long stride, long dilation, long before, long after, long count) {
        Attributes attributes = attributes(stride, dilation).with("auto_pad", auto);
        Windows windows = windows(attributes, kernel);

        Windows resolved = windows.resolved(Shape.of(1, 1, size, size));

        assertThat(windows.count(Dimension.fixed(size), 0)).isEqualTo(Dimension.fixed(count));
        assertThat(resolved.same()).isFalse();
        assertThat(resolved.pads()).containsExactly(before, before, after, after);
        assertThat(resolved.count(Dimension.fixed(size), 0)).isEqualTo(Dimension.fixed(count));
        assertThat(resolved.count(Dimension.fixed(size), 1)).isEqualTo(Dimension.fixed(count));
    }

    @Test
    void padsOfFreeSizesAreToldOnlyWithoutStrides() {
        Windows steady = windows(attributes(1, 1).with("auto_pad", "SAME_UPPER"), 3);
        Windows striding = windows(attributes(2, 1).with("auto_pad", "SAME_UPPER"), 3);

        assertThat(steady.resolved(Shape.of(1, 1, -1, -1)).pads()).containsExactly(1, 1, 1, 1);
        assertThat(steady.resolved(Shape.UNKNOWN).pads()).containsExactly(1, 1, 1, 1);
        assertThat(striding.resolved(Shape.of(1, 1, -1, 4))).isSameAs(striding);
        assertThat(striding.resolved(Shape.of(1, 1, 4, -1))).isSameAs(striding);
    }

    @Test
    void aConvolutionOverThemHasTheirAttributes() {
        Windows padded = windows(attributes(2, 3).withIntegers("pads", 1, 2, 3, 4), 5);
        Windows same = windows(attributes(2, 3).with("auto_pad", "SAME_LOWER"), 5);

        assertThat(Windows.of(Node.of("Conv", List.of("x"), "y", padded.convolution(7)), new long[] {5, 5}))
                .isEqualTo(padded);
        assertThat(padded.convolution(7).integer("group", 0)).isEqualTo(7);
        assertThat(padded.convolution(7).integers("kernel_shape")).containsExactly(5, 5);
        assertThat(same.convolution(1).text("auto_pad", "")).isEqualTo("SAME_LOWER");
        assertThat(same.convolution(1).has("pads")).isFalse();
    }

    @Test
    void otherWindowsAreNotEqual() {
        Windows one = windows(attributes(2, 3).withIntegers("pads", 1, 2, 3, 4), 5);

        assertThat(one)
                .isNotEqualTo(windows(attributes(2, 3).withIntegers("pads", 1, 2, 3, 4), 4))
                .isNotEqualTo(windows(attributes(1, 3).withIntegers("pads", 1, 2, 3, 4), 5))
                .isNotEqualTo(windows(attributes(2, 2).withIntegers("pads", 1, 2, 3, 4), 5))
                .isNotEqualTo(windows(attributes(2, 3).withIntegers("pads", 1, 2, 3, 5), 5))
                .isNotEqualTo(windows(
                        attributes(2, 3).withIntegers("pads", 1, 2, 3, 4).with("ceil_mode", 1), 5))
                .isNotEqualTo(windows(attributes(2, 3).with("auto_pad", "SAME_UPPER"), 5));
        one.kernel()[0] = 9;
        one.strides()[0] = 9;
        one.dilations()[0] = 9;
        one.pads()[0] = 9;
        assertThat(one).isEqualTo(windows(attributes(2, 3).withIntegers("pads", 1, 2, 3, 4), 5));
    }

    private static Attributes attributes(long stride, long dilation) {
        return Attributes.NONE.withIntegers("strides", stride, stride).withIntegers("dilations", dilation, dilation);
    }

    private static Windows windows(Attributes attributes, long kernel) {
        return Windows.of(Node.of("MaxPool", List.of("x"), "y", attributes), new long[] {kernel, kernel});
    }
}
