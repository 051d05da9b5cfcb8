package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrimapInstancesTest {

    /** Pictures: # foreground, . background, o contour; what comes out; the smallest size. */
    static Stream<Arguments> trimaps() {
        return Stream.of(
                Arguments.of("contour goes to its object", ".ooo. .o#o. .ooo.", ".111. .111. .111.", 0),
                Arguments.of("touching objects are split in the middle", "##oo##", "111222", 0),
                Arguments.of("of equals the first wins", "#o#", "112", 0),
                Arguments.of("a diagonal contour splits", "##o #o# o##", "111 112 122", 0),
                Arguments.of("numbers follow the first pixel", "..# #.# #..", "..1 2.1 2..", 0),
                Arguments.of("a ring around nothing is background", "ooo o.o ooo", "... ... ...", 0),
                Arguments.of("contour alone is background", "oo..#", "....1", 0),
                Arguments.of("small objects go", "#..## ...##", "...11 ...11", 2),
                Arguments.of("a speck in a contour leaves no hole", "####oo#oo", "111111111", 5),
                Arguments.of("the way leads through contour", "#.ooo #.o.o oooo#", "1.222 1.2.2 11222", 0),
                Arguments.of("nothing", "...", "...", 0),
                Arguments.of("all", "## ##", "11 11", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trimaps")
    void tellsObjectsApart(String name, String trimap, String expected, int minSize) {
        String[] rows = trimap.split(" ");
        byte[] classes = new byte[rows.length * rows[0].length()];
        String all = String.join("", rows);
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) "#.o".indexOf(all.charAt(i));
        }
        int[] labels = TrimapInstances.find(classes, sure(classes), rows[0].length(), rows.length, minSize);
        assertThat(drawn(labels, rows[0].length())).isEqualTo(expected);
    }

    /** Pictures: tenths of the probability of foreground, foreground from 5 on, contour below; what comes out. */
    static Stream<Arguments> probabilities() {
        return Stream.of(
                Arguments.of("a valley in the foreground parts", "99599", "11122"),
                Arguments.of("a dent does not", "99899", "11111"),
                Arguments.of("a deep contour parts", "99199", "11122"),
                Arguments.of("a contour that might be foreground does not", "66466", "11111"),
                Arguments.of("the lower hill decides", "99466", "11111"),
                Arguments.of("a way around a valley joins", "99199 99899 99199", "11111 11111 11111"),
                Arguments.of("three hills, one of them a shoulder", "991998999", "111222222"),
                Arguments.of("a hill of contour is no object", "9914", "1111"),
                Arguments.of("background parts hills however near", "99.99", "11.22"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("probabilities")
    void partsWhatAValleyParts(String name, String tenths, String expected) {
        String[] rows = tenths.split(" ");
        String all = String.join("", rows);
        byte[] classes = new byte[all.length()];
        float[] foreground = new float[all.length()];
        for (int i = 0; i < classes.length; i++) {
            int digit = Character.digit(all.charAt(i), 10);
            classes[i] = (byte)
                    (digit < 0
                            ? TrimapInstances.BACKGROUND
                            : digit < 5 ? TrimapInstances.CONTOUR : TrimapInstances.FOREGROUND);
            foreground[i] = Math.max(0, digit) / 10f;
        }
        int[] labels = TrimapInstances.find(classes, foreground, rows[0].length(), rows.length, 0);
        assertThat(drawn(labels, rows[0].length())).isEqualTo(expected);
    }

    private static String drawn(int[] labels, int width) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            drawn.append(i > 0 && i % width == 0 ? " " : "").append(labels[i] == 0 ? "." : labels[i]);
        }
        return drawn.toString();
    }

    /** Foreground with the probability 1, all else with 0. */
    private static float[] sure(byte[] classes) {
        float[] foreground = new float[classes.length];
        for (int i = 0; i < classes.length; i++) {
            foreground[i] = classes[i] == TrimapInstances.FOREGROUND ? 1 : 0;
        }
        return foreground;
    }

    @Test
    void contourGoesToTheNearestOfTwoDiscs() {
        int size = 101;
        byte[] classes = new byte[size * size];
        for (int i = 0; i < classes.length; i++) {
            double first = Math.hypot(i % size - 30, i / size - 50);
            double second = Math.hypot(i % size - 70, i / size - 50);
            double nearest = Math.min(first, second);
            classes[i] = (byte)
                    (nearest < 15
                            ? TrimapInstances.FOREGROUND
                            : nearest < 24 ? TrimapInstances.CONTOUR : TrimapInstances.BACKGROUND);
        }
        int[] labels = TrimapInstances.find(classes, sure(classes), size, size, 0);
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            int x = i % size;
            if (labels[i] != 0 && x != 50) {
                wrong += labels[i] == (x < 50 ? 1 : 2) ? 0 : 1;
            }
        }
        assertThat(wrong).isZero();
    }

    @Test
    void aLargeImageFullOfSpecksIsTakenApart() {
        int side = 2000;
        byte[] classes = new byte[side * side];
        float[] foreground = new float[side * side];
        Random random = new Random(1);
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (byte) (random.nextInt(10) == 0 ? 0 : 2);
            foreground[i] = random.nextFloat();
        }
        int[] objects = TrimapInstances.find(classes, foreground, side, side, 3);

        // Contour all around grows to the nearest of some 300,000 specks: hardly a pixel stays without one.
        assertThat(objects).hasSize(side * side);
        assertThat(Arrays.stream(objects).filter(object -> object > 0).count()).isGreaterThan(side * side * 9L / 10);
    }

    @Test
    void objectsAreMeasured() {
        int[] labels = {0, 1, 1, 2, 1, 2};
        LabelMap map = new LabelMap(3, 2, labels, new float[] {1, 0, 0.5f, 0.2f, 0.1f, 0});
        assertThat(map.count()).isEqualTo(2);
        assertThat(map.area(1)).isEqualTo(3);
        assertThat(map.centroid(2)).containsExactly(1, 1);
        assertThat(map.bounds(1)).isEqualTo(new LabelMap.Bounds(1, 0, 2, 2));
        assertThat(map.meanProbability(1)).isCloseTo(0.8, offset(1e-6));
        assertThat(map.toImage().shorts()).containsExactly(0, 1, 1, 2, 1, 2);
    }
}
