package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CopyPasteTest {
    private static final int SIDE = 12;

    /** Grey of one value with squares of two pixels each way, by column and row of their corners. */
    private static Example squares(int grey, int... corners) {
        byte[] pixels = new byte[SIDE * SIDE];
        short[] labels = new short[SIDE * SIDE];
        Arrays.fill(pixels, (byte) grey);
        for (int i = 0; i < corners.length; i += 2) {
            for (int at : square(corners[i], corners[i + 1])) {
                labels[at] = (short) (i / 2 + 1);
                pixels[at] = (byte) (grey + 50 + i);
            }
        }
        return new Example("squares", Image.gray8(SIDE, SIDE, pixels), new Target.Instances(SIDE, SIDE, labels));
    }

    private static int[] square(int x, int y) {
        int at = y * SIDE + x;
        return new int[] {at, at + 1, at + SIDE, at + SIDE + 1};
    }

    private static List<Integer> list(int[] pixels) {
        return Arrays.stream(pixels).boxed().toList();
    }

    /** From 4.5, 4.5 to the right, the middle of a square from 1, 1 is free at two steps: its corner is then at 6, 4. */
    @Test
    void anObjectIsPutWhereItFirstCoversItsNeighbourNoMore() {
        Target.Instances target = (Target.Instances) squares(10, 4, 4).target();
        CopyPaste right = new CopyPaste(target);

        assertThat(right.add(square(1, 1), list(square(4, 4)), 0)).isTrue();

        short[] expected = target.labels().clone();
        for (int at : square(6, 4)) {
            expected[at] = 2;
        }
        assertThat(right.target().labels()).isEqualTo(expected);
        assertThat(target.labels()).isNotEqualTo(expected);
    }

    @Test
    void nothingIsPutOverOthersOrBeyondTheEdge() {
        CopyPaste crowded =
                new CopyPaste((Target.Instances) squares(10, 4, 4, 7, 4, 0, 4).target());

        assertThat(crowded.add(square(1, 1), list(square(4, 4)), 0)).isFalse();
        assertThat(crowded.add(square(1, 1), list(square(0, 4)), Math.PI)).isFalse();
        assertThat(crowded.add(square(1, 1), list(square(4, 4)), Math.PI / 2)).isTrue();
        assertThat(crowded.target().labels()[6 * SIDE + 4]).isEqualTo((short) 4);
    }

    /** Whatever is drawn: objects keep their four pixels and values, what is pasted has the other's and touches something. */
    @Test
    void imagesAndLabelsAreOfOnePiece() {
        Example example = squares(10, 5, 5);
        Example donor = squares(100, 2, 2, 7, 7, 0, 5);
        int pasted = 0;
        for (int seed = 0; seed < 40; seed++) {
            Example made = CopyPaste.of(example, donor, new SplittableRandom(seed));
            Target.Instances target = (Target.Instances) made.target();
            var objects = CopyPaste.pixels(target.labels());
            pasted += objects.size() - 1;
            objects.forEach((label, pixels) -> {
                assertThat(pixels).hasSize(4);
                int value = made.image().bytes()[pixels.get(0)] & 0xff;
                assertThat(pixels).allMatch(i -> (made.image().bytes()[i] & 0xff) == value);
                // The third square of the donor touches the edge, so that nobody knows all of it.
                assertThat(value).isIn(label == 1 ? List.of(60) : List.of(150, 152));
            });
            for (int i = 0; i < target.labels().length; i++) {
                if (target.labels()[i] == 0) {
                    assertThat(made.image().bytes()[i]).isEqualTo((byte) 10);
                }
            }
            assertThat(objects.keySet().stream().filter(label -> label > 1))
                    .allMatch(label -> objects.get(label).stream().anyMatch(i -> touches(target.labels(), i)));
        }
        assertThat(pasted).isBetween(25, 55);
        assertThat(example).isEqualTo(squares(10, 5, 5));
    }

    private static boolean touches(short[] labels, int pixel) {
        for (int down = -1; down <= 1; down++) {
            for (int across = -1; across <= 1; across++) {
                short label = labels[pixel + down * SIDE + across];
                if (label != 0 && label != labels[pixel]) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void anotherKindOfImageGivesNothing() {
        Example example = squares(10, 5, 5);
        Example other =
                new Example("wide", Image.gray8(13, 12, new byte[156]), new Target.Instances(13, 12, new short[156]));
        assertThat(CopyPaste.of(example, other, new SplittableRandom(1))).isSameAs(example);
        Example classes = new Example("class", example.image(), new Target.ClassIndex(0));
        assertThat(CopyPaste.of(classes, example, new SplittableRandom(1))).isSameAs(classes);
    }
}
