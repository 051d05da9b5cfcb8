package io.fovea.share;

import static io.fovea.bioimage.TestPackages.INPUT_05;
import static io.fovea.bioimage.TestPackages.OUTPUT_05;
import static io.fovea.bioimage.TestPackages.addsOne;
import static io.fovea.bioimage.TestPackages.addsOneToInterleaved;
import static io.fovea.bioimage.TestPackages.v04;
import static io.fovea.bioimage.TestPackages.v05;
import static io.fovea.bioimage.TestPackages.with;
import static io.fovea.bioimage.TestPackages.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.bioimage.Npy;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation, before and behind a network that adds 1, on 2x2 pixels of two channels: 0 2 4 6 and 10 10 20 20. */
class VerificationTest {
    private static final float[] GIVEN = {0, 2, 4, 6, 10, 10, 20, 20};
    private static final String TWO = INPUT_05.replace("[intensity]", "[a, b]");
    private static final String TWO_OUT = OUTPUT_05.replace("[cells]", "[p, q]");

    @TempDir
    private Path folder;

    private Verification verify(String before, String behind, String expected) throws IOException {
        String[] words = expected.strip().split("\\s+");
        float[] right = new float[words.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = Float.parseFloat(words[i]);
        }
        String inputs = before.isEmpty() ? TWO : with(TWO, "preprocessing", before);
        String outputs = behind.isEmpty() ? TWO_OUT : with(TWO_OUT, "postprocessing", behind);
        Path net = write(
                folder,
                v05(inputs, outputs),
                addsOne(2),
                Map.of("in.npy", Npy.bytes(GIVEN, 1, 2, 2, 2), "out.npy", Npy.bytes(right, 1, 2, 2, 2)));
        return Verification.of(Model.read(net), Verification.TOLERANCE, Device.parse("cpu"), Cancellation.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: binarize, kwargs: {threshold: 4}}|1 1 1 2 2 2 2 2",
                "{id: binarize, kwargs: {threshold: [1, 15], axis: channel}}|1 2 2 2 1 1 2 2",
                "{id: clip, kwargs: {min: 3, max: 12}}|4 4 5 7 11 11 13 13",
                "{id: clip, kwargs: {min_percentile: 25, max_percentile: 75, axes: [y, x]}}|1 3 5 5 11 11 21 21",
                "{id: scale_linear, kwargs: {gain: 0.5, offset: 3}}|4 5 6 7 9 9 14 14",
                "{id: scale_linear, kwargs: {gain: [2, 3], offset: 0, axis: channel}}|1 5 9 13 31 31 61 61",
                "{id: sigmoid}|1.5 1.8807971 1.9820138 1.9975274 1.9999546 1.9999546 2 2",
                "{id: softmax, kwargs: {axis: channel}}|1.0000454 1.0003354 1.0000001 1.0000008 1.9999546 1.9996646 1.9999999 1.9999992",
                "{id: scale_range, kwargs: {axes: [y, x], min_percentile: 25, max_percentile: 75}}"
                        + "|0.5 1.1666666 1.8333333 2.5 1 1 2 2",
                "{id: scale_range, kwargs: {axes: [channel, y, x], eps: 0.1}}"
                        + "|1 1.0995025 1.1990050 1.2985075 1.4975124 1.4975124 1.9950249 1.9950249",
                "{id: zero_mean_unit_variance, kwargs: {axes: [y, x]}}"
                        + "|-0.3416402 0.5527865 1.4472135 2.3416402 0 0 2 2",
                "{id: fixed_zero_mean_unit_variance, kwargs: {mean: [2, 10], std: [2, 5], axis: channel}}"
                        + "|0 1 2 3 1 1 3 3",
                "{id: ensure_dtype, kwargs: {dtype: uint8}}|1 3 5 7 11 11 21 21",
            })
    void isDoneBeforeTheNetwork(String operation, String expected) throws IOException {
        assertThat(verify("- " + operation, "", expected).outputs().get(0).absolute())
                .isLessThan(1e-5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: binarize, kwargs: {threshold: 5}}|0 0 0 1 1 1 1 1",
                "{id: clip, kwargs: {min: 3, max: 12}}|3 3 5 7 11 11 12 12",
                "{id: clip, kwargs: {min_percentile: 25, max_percentile: 75, axes: [y, x]}}|1 3 5 5 11 11 21 21",
                "{id: scale_linear, kwargs: {gain: [2, 3], offset: [0, 1], axis: channel}}|2 6 10 14 34 34 64 64",
                "{id: sigmoid}|0.7310586 0.9525741 0.9933071 0.9990889 0.9999833 0.9999833 1 1",
                "{id: softmax}|0.0000454 0.0003354 0.0000001 0.0000008 0.9999546 0.9996646 0.9999999 0.9999992",
                "{id: scale_range, kwargs: {axes: [y, x], min_percentile: 25, max_percentile: 75}}"
                        + "|-0.5 0.1666667 0.8333333 1.5 0 0 1 1",
                "{id: scale_range, kwargs: {axes: [channel, y, x], eps: 0.1}}"
                        + "|0 0.0995025 0.1990050 0.2985075 0.4975124 0.4975124 0.9950249 0.9950249",
                "{id: zero_mean_unit_variance, kwargs: {axes: [y, x]}}"
                        + "|-1.3416402 -0.4472135 0.4472135 1.3416402 -1 -1 1 1",
                "{id: zero_mean_unit_variance}"
                        + "|-1.2602522 -0.9801962 -0.7001401 -0.4200841 0.1400280 0.1400280 1.5403082 1.5403082",
                "{id: ensure_dtype, kwargs: {dtype: int32}}|1 3 5 7 11 11 21 21",
            })
    void isDoneBehindTheNetwork(String operation, String expected) throws IOException {
        assertThat(verify("", "- " + operation, expected).outputs().get(0).absolute())
                .isLessThan(1e-5);
    }

    /** The values of {@link #GIVEN}, a pixel's channels behind one another. */
    @ParameterizedTest
    @ValueSource(ints = {11, 13, 18})
    void channelsMayBeLast(int opset) throws IOException {
        String input =
                """
                inputs:
                  - name: raw
                    axes: byxc
                    data_type: float32
                    shape: {min: [1, 2, 2, 2], step: [0, 2, 2, 0]}
                    preprocessing: [{name: scale_linear, kwargs: {axes: yx, gain: [1, 2], offset: [0, 0]}}]
                """;
        String output =
                """
                outputs:
                  - name: mask
                    axes: byxc
                    data_type: float32
                    shape: {reference_tensor: raw, scale: [1, 1, 1, 1], offset: [0, 0, 0, 0]}
                    postprocessing: [{name: zero_mean_unit_variance, kwargs: {mode: per_sample, axes: yx}}]
                """;
        float[] given = {0, 10, 2, 10, 4, 20, 6, 20};
        float[] right = {-1.3416402f, -1, -0.4472135f, -1, 0.4472135f, 1, 1.3416402f, 1};
        Path net = write(
                folder,
                v04(input, output),
                addsOneToInterleaved(2, opset),
                Map.of("in.npy", Npy.bytes(given, 1, 2, 2, 2), "out.npy", Npy.bytes(right, 1, 2, 2, 2)));

        Verification verification =
                Verification.of(Model.read(net), Verification.TOLERANCE, Device.parse("cpu"), Cancellation.NONE);

        assertThat(verification.outputs().get(0).absolute()).isLessThan(1e-5);
    }

    @Test
    void operationsFollowOneAnother() throws IOException {
        String before = "- {id: scale_linear, kwargs: {gain: 0.1}}\n- {id: clip, kwargs: {min: 0.3, max: 1}}";
        String behind = "- {id: scale_linear, kwargs: {gain: 10}}\n- {id: ensure_dtype, kwargs: {dtype: float32}}";

        assertThat(verify(before, behind, "13 13 14 16 20 20 20 20").isRight()).isTrue();
    }

    @Test
    void saysHowFarItIsOff() throws IOException {
        Verification verification = verify("", "", "1 3 5 7 11 11 21 20");

        assertThat(verification.isRight()).isFalse();
        assertThat(verification.outputs().get(0).output()).isEqualTo("mask");
        assertThat(verification.outputs().get(0).absolute()).isEqualTo(1);
        assertThat(verification.outputs().get(0).relative()).isCloseTo(1 / 21., within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void outputsThatAreNotThereAreNotRight(int described) throws IOException {
        String list = TWO_OUT.substring("outputs:\n".length());
        String outputs = described == 0 ? "outputs: []\n" : TWO_OUT + list.replace("id: mask", "id: more");
        Path net = write(
                folder,
                v05(TWO, outputs),
                addsOne(2),
                Map.of("in.npy", Npy.bytes(GIVEN, 1, 2, 2, 2), "out.npy", Npy.bytes(GIVEN, 1, 2, 2, 2)));
        Model model = Model.read(net);

        assertThatThrownBy(() -> Verification.of(model, 1e-5, Device.CPU, Cancellation.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("describes " + described + " outputs, and its network has 1");
    }

    @Test
    void otherModelsHaveNoTest() {
        Model model = Model.of(addsOne(1));

        assertThatThrownBy(() -> Verification.of(model, 1e-5, Device.parse("cpu"), Cancellation.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("has no test tensors: it is in no BioImage.IO package");
    }
}
