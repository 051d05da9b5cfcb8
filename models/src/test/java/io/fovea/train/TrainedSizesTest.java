package io.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.model.ObjectSizes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedSizesTest {

    /** Squares of 2 to 6 pixels: diameters of 2, 3, 4, 5 and 6 times 2 / sqrt(pi) = 1.1284. */
    @Test
    void diametersAreThoseOfCirclesOfTheSameArea() {
        ObjectSizes sizes =
                TrainedSizes.measure(labels(2, 3, 4, 5, 6), new Skipped()).orElseThrow();

        assertThat(sizes.median()).isEqualTo(4.5);
        assertThat(sizes.small()).isEqualTo(2.5); // 2.2 of 2
        assertThat(sizes.large()).isEqualTo(6.5); // 5.8 of 6
        assertThat(sizes.hasPixelSize()).isFalse();
    }

    @Test
    void objectsThatTheEdgeCutsDoNotCountWhereThereAreOthers() {
        Dataset cut = example(4, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        assertThat(TrainedSizes.measure(Dataset.joined(List.of(cut, labels(5, 5))), new Skipped())
                        .orElseThrow())
                .isEqualTo(ObjectSizes.of(5.6, 5.6, 5.6));
        assertThat(TrainedSizes.measure(cut, new Skipped()).orElseThrow()).isEqualTo(ObjectSizes.of(2.3, 2.3, 2.3));
    }

    @Test
    void withoutObjectsThereIsNothingToSay() {
        assertThat(TrainedSizes.measure(example(2, 0, 0, 0, 0), new Skipped())).isEmpty();
    }

    @Test
    void thePixelSizeIsThatWhichTheImagesSay(@TempDir Path folder) throws IOException {
        Path half = tiff(folder.resolve("a.tif"), "0.5");
        Path same = tiff(folder.resolve("b.tif"), "0.501");
        Path other = tiff(folder.resolve("c.tif"), "0.6");
        Path silent = folder.resolve("labels.png");
        Image.gray8(2, 2, new byte[4]).write(silent);

        assertThat(TrainedSizes.pixelSize(List.of(half, same, silent, silent))).isBetween(0.5, 0.501);
        assertThat(TrainedSizes.pixelSize(List.of(half, other, silent, silent))).isZero();
        assertThat(TrainedSizes.pixelSize(List.of(half, silent, silent, silent)))
                .isZero();
        assertThat(TrainedSizes.pixelSize(List.of(silent, silent))).isZero();
    }

    /** A pixel of 8 bits, and OME-XML that says how large it is. */
    private static Path tiff(Path file, String micrometres) throws IOException {
        byte[] text = ("<OME><Image><Pixels SizeX=\"1\" SizeY=\"1\" PhysicalSizeX=\"" + micrometres
                        + "\" PhysicalSizeY=\"" + micrometres + "\"/></Image></OME>\0")
                .getBytes(StandardCharsets.US_ASCII);
        int[][] entries = {
            {256, 4, 1, 1},
            {257, 4, 1, 1},
            {258, 3, 1, 8},
            {262, 3, 1, 1},
            {270, 2, text.length, 200},
            {273, 4, 1, 190},
            {279, 4, 1, 1}
        };
        ByteBuffer tiff = ByteBuffer.allocate(200 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        tiff.putInt(0).position(200).put(text);
        return Files.write(file, tiff.array());
    }

    /** An image with a square of each size, one below the other. */
    private static Dataset labels(int... sides) {
        int side = 64;
        int[] labels = new int[side * side];
        int top = 1;
        for (int i = 0; i < sides.length; i++) {
            for (int y = top; y < top + sides[i]; y++) {
                for (int x = 1; x <= sides[i]; x++) {
                    labels[y * side + x] = i + 1;
                }
            }
            top += sides[i] + 1;
        }
        return example(side, labels);
    }

    private static Dataset example(int width, int... labels) {
        short[] numbers = new short[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) labels[i];
        }
        int height = labels.length / width;
        Image image = Image.gray8(width, height, new byte[labels.length]);
        return Dataset.of(1, index -> new Example("a", image, new Target.Instances(width, height, numbers)));
    }
}
