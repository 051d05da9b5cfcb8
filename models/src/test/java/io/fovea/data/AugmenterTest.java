package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.image.Image;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmenterTest {

    private static final int SIZE = 64;

    @Test
    void nothingToVaryLeavesTheImageAsItIs() {
        Example example = disc();
        Example same = new Augmenter(Augmentation.NONE, SIZE, SIZE).vary(example, new SplittableRandom(1));
        assertThat(same.image().bytes()).isEqualTo(example.image().bytes());
        assertThat(labels(same)).isEqualTo(labels(example));
    }

    @Test
    void aFlipTwiceIsTheImageAgain() {
        Example example = disc();
        Augmentation flips = new Augmentation(true, true, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean moved = false;
        for (int seed = 0; seed < 8; seed++) {
            Example once = new Augmenter(flips, SIZE, SIZE).vary(example, new SplittableRandom(seed));
            Example twice = new Augmenter(flips, SIZE, SIZE).vary(once, new SplittableRandom(seed));
            assertThat(twice.image().bytes()).isEqualTo(example.image().bytes());
            moved |= !java.util.Arrays.equals(
                    once.image().bytes(), example.image().bytes());
        }
        assertThat(moved).isTrue();
    }

    @Test
    void imageAndLabelsMoveTogether() {
        Augmentation strong = new Augmentation(true, true, 180, 0.5, 15, 0.1, 0, 0, 0, 0, 0);
        for (int seed = 0; seed < 20; seed++) {
            Example varied = new Augmenter(strong, SIZE, SIZE).vary(disc(), new SplittableRandom(seed));
            short[] labels = labels(varied);
            int disagreeing = 0;
            for (int i = 0; i < labels.length; i++) {
                boolean bright = (varied.image().bytes()[i] & 0xff) > 127;
                disagreeing += bright == (labels[i] != 0) ? 0 : 1;
            }
            assertThat(disagreeing).as("seed %d", seed).isLessThan(SIZE * SIZE / 100);
        }
    }

    @Test
    void theSameRandomnessGivesTheSamePixels() {
        Augmentation all = new Augmentation(true, true, 30, 0.5, 15, 0.1, 0.2, 0.3, 0.4, 0.1, 2);
        Augmenter augmenter = new Augmenter(all, 40, 48);
        Example first = augmenter.vary(disc(), new SplittableRandom(5));
        Example second = augmenter.vary(disc(), new SplittableRandom(5));
        assertThat(first.image().width()).isEqualTo(40);
        assertThat(first.image().height()).isEqualTo(48);
        assertThat(first.image().bytes()).isEqualTo(second.image().bytes());
    }

    @Test
    void zoomKeepsTheMiddleAndScalesAreas() {
        double smallest = 1;
        double largest = 0;
        Augmentation zoom = new Augmentation(false, false, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        for (int seed = 0; seed < 60; seed++) {
            short[] labels = labels(new Augmenter(zoom, SIZE, SIZE).vary(disc(), new SplittableRandom(seed)));
            double share = 0;
            for (short label : labels) {
                share += label == 0 ? 0 : 1.0 / labels.length;
            }
            smallest = Math.min(smallest, share);
            largest = Math.max(largest, share);
        }
        double disc = Math.PI * 10 * 10 / (SIZE * SIZE);
        assertThat(largest).isCloseTo(4 * disc, within(disc));
        assertThat(smallest).isLessThan(0.5 * disc);
    }

    /** A bright disc of radius 10, a little off the middle, with its label. */
    private static Example disc() {
        byte[] pixels = new byte[SIZE * SIZE];
        short[] labels = new short[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            boolean inside = Math.hypot(i % SIZE - 34, i / SIZE - 30) <= 10;
            pixels[i] = (byte) (inside ? 255 : 0);
            labels[i] = (short) (inside ? 7 : 0);
        }
        return new Example("disc", Image.gray8(SIZE, SIZE, pixels), new Target.Instances(SIZE, SIZE, labels));
    }

    private static short[] labels(Example example) {
        return ((Target.Instances) example.target()).labels();
    }
}
