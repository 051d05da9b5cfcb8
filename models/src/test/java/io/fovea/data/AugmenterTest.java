package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.image.Image;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AugmenterTest {

    private static final int SIZE = 64;

    private static final Augmentation STRONG = Augmentation.of(a -> {
        a.horizontalFlip = true;
        a.verticalFlip = true;
        a.rotation = 180;
        a.zoom = 0.5;
        a.shear = 15;
        a.shift = 0.1;
    });

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
        Augmentation flips = Augmentation.of(a -> {
            a.horizontalFlip = true;
            a.verticalFlip = true;
        });
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
        for (int seed = 0; seed < 20; seed++) {
            Example varied = new Augmenter(STRONG, SIZE, SIZE).vary(disc(), new SplittableRandom(seed));
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
        Augmentation all = Augmentation.of(a -> {
            a.horizontalFlip = true;
            a.rotation = 30;
            a.zoom = 0.5;
            a.shear = 15;
            a.shift = 0.1;
            a.brightness = 0.2;
            a.contrast = 0.3;
            a.gamma = 0.4;
            a.noise = 0.1;
            a.blur = 2;
        });
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
        Augmentation zoom = Augmentation.of(a -> a.zoom = 1);
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

    @Test
    void aClassMapMovesAsItsImageDoesWhateverTheProportions() {
        Example wide = halves(150, 60);
        Augmenter augmenter = new Augmenter(STRONG, 48, 40);
        for (int seed = 0; seed < 20; seed++) {
            Example varied = augmenter.vary(augmenter.reduced(wide), new SplittableRandom(seed));
            byte[] classes = ((Target.ClassMap) varied.target()).classes();
            int disagreeing = 0;
            for (int i = 0; i < classes.length; i++) {
                boolean bright = (varied.image().bytes()[i] & 0xff) > 127;
                disagreeing += bright == (classes[i] == 1) ? 0 : 1;
            }
            assertThat(disagreeing).as("seed %d", seed).isLessThan(48);
        }
    }

    @Test
    void aWholeImageIsSqueezedToTheSizeAsModelsSqueezeWhatTheyAreGiven() {
        Example wide = halves(151, 67);
        Augmenter augmenter = new Augmenter(Augmentation.NONE, 40, 40);
        Example seen = augmenter.vary(wide, new SplittableRandom(1));
        assertThat(seen.image().bytes()).isEqualTo(wide.image().resized(40, 40).bytes());
        assertThat(augmenter
                        .vary(augmenter.reduced(wide), new SplittableRandom(1))
                        .image()
                        .bytes())
                .isEqualTo(seen.image().bytes());
        assertThat(((Target.ClassMap) seen.target()).classes()[39]).isEqualTo((byte) 1);
    }

    @Test
    void aVariedWholeImageIsSeenFromEdgeToEdge() {
        Augmentation flip = Augmentation.of(a -> a.rotation = 1e-9);
        Example varied = new Augmenter(flip, 30, 40).vary(halves(90, 20), new SplittableRandom(3));
        byte[] row = java.util.Arrays.copyOfRange(varied.image().bytes(), 30 * 17, 30 * 18);
        for (int x = 0; x < 30; x++) {
            assertThat(row[x] & 0xff).as("column %d", x).isEqualTo(x < 15 ? 0 : 255);
        }
    }

    @Test
    void rubberIsPulledAlikeInImageAndMaskAndNotTooFar() {
        Augmenter augmenter = new Augmenter(Augmentation.of(a -> a.elastic = 0.1), SIZE, SIZE);
        boolean moved = false;
        for (int seed = 0; seed < 20; seed++) {
            Example varied = augmenter.vary(disc(), new SplittableRandom(seed));
            short[] labels = labels(varied);
            int disagreeing = 0;
            int changed = 0;
            for (int i = 0; i < labels.length; i++) {
                boolean bright = (varied.image().bytes()[i] & 0xff) > 127;
                disagreeing += bright == (labels[i] != 0) ? 0 : 1;
                changed += labels[i] == labels(disc())[i] ? 0 : 1;
                if (labels[i] != 0) {
                    assertThat(Math.hypot(i % SIZE - 34, i / SIZE - 30)).isLessThan(10 + 1.6 * 0.1 * SIZE);
                }
            }
            assertThat(disagreeing).as("seed %d", seed).isLessThan(SIZE);
            moved |= changed > 40;
        }
        assertThat(moved).isTrue();
    }

    @Test
    void beyondTheEdgeLiesWhatTheFillSays() {
        Example bright = halves(20, 10);
        for (Fill fill : Fill.values()) {
            Augmentation shift = Augmentation.of(a -> {
                a.widthShift = 0.9;
                a.fill = fill;
            });
            int black = 0;
            int ignored = 0;
            for (int seed = 0; seed < 10; seed++) {
                Example varied = new Augmenter(shift, 20, 10).vary(bright, new SplittableRandom(seed));
                byte[] classes = ((Target.ClassMap) varied.target()).classes();
                for (int i = 0; i < classes.length; i++) {
                    boolean outside = classes[i] == Target.ClassMap.IGNORED;
                    ignored += outside ? 1 : 0;
                    boolean dark = (varied.image().bytes()[i] & 0xff) < 128;
                    black += dark && !outside && classes[i] == 1 ? 1 : 0;
                    assertThat(outside && !dark && i % 20 != 0 && i % 20 != 19 && !nearEdge(classes, i))
                            .isFalse();
                }
            }
            assertThat(black).as("%s", fill).isLessThan(10 * 10 * 2);
            assertThat(ignored > 0).as("%s", fill).isEqualTo(fill == Fill.CONSTANT);
        }
    }

    private static boolean nearEdge(byte[] classes, int i) {
        return classes[i - 1] != Target.ClassMap.IGNORED || classes[i + 1] != Target.ClassMap.IGNORED;
    }

    @Test
    void widthAndHeightAreShiftedEachByItsOwnShare() {
        Augmentation both = Augmentation.of(a -> {
            a.shift = 0.2;
            a.heightShift = 0.1;
        });
        assertThat(both.widthShift()).isEqualTo(0.2);
        assertThat(both.heightShift()).isEqualTo(0.1);
        Augmenter upAndDown = new Augmenter(Augmentation.of(a -> a.heightShift = 0.3), 30, 30);
        for (int seed = 0; seed < 5; seed++) {
            Example varied = upAndDown.vary(halves(30, 30), new SplittableRandom(seed));
            assertThat(varied.image().bytes()).isEqualTo(halves(30, 30).image().bytes());
        }
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Augmentation.of(a -> a.rotation = -5))
                .isInstanceOf(io.fovea.FoveaException.class)
                .hasMessageContaining("'rotation' is -5.0")
                .hasMessageContaining("between 0 and 360");
    }

    @Test
    void aReducedImageIsNoLargerThanItsVariationsNeed() {
        Augmenter augmenter = new Augmenter(STRONG, 40, 20);
        Image reduced = augmenter.reduced(halves(150, 25)).image();
        assertThat(reduced.width()).isEqualTo(60);
        assertThat(reduced.height()).isEqualTo(25);
        assertThat(Augmenter.cropping(STRONG, 40, 20)
                        .reduced(halves(150, 25))
                        .image()
                        .width())
                .isEqualTo(150);
    }

    @ParameterizedTest
    @EnumSource(Fill.class)
    void channelsMoveTogetherHoweverMany(Fill fill) {
        Augmentation strong = Augmentation.of(a -> {
            a.rotation = 180;
            a.zoom = 0.5;
            a.elastic = 0.05;
            a.fill = fill;
        });
        Image disc = disc().image();
        Image many = Image.ofChannels(Collections.nCopies(7, disc));
        for (int seed = 0; seed < 4; seed++) {
            Image varied = vary(strong, many, seed);
            Image one = vary(strong, disc, seed);
            for (int c = 0; c < 7; c++) {
                assertThat(varied.channel(c)).isEqualTo(one);
            }
        }
    }

    @Test
    void channelsThatAreNoColoursVaryEachByItselfAndHaveNoHue() {
        Image plain = Image.channels8(1, 1, 3, new byte[] {100, 100, 100});
        Augmentation brighter = Augmentation.of(a -> a.brightness = 0.2);
        Image varied = vary(brighter, plain, 1);
        Image color = vary(brighter, Image.rgb8(1, 1, new byte[] {100, 100, 100}), 1);

        assertThat(varied.isColor()).isFalse();
        assertThat(varied.value(0, 0, 0)).isBetween(49f, 151f).isNotEqualTo(varied.value(0, 0, 1));
        assertThat(color.value(0, 0, 0)).isEqualTo(color.value(0, 0, 1)).isEqualTo(color.value(0, 0, 2));
        Augmentation turned = Augmentation.of(a -> {
            a.hue = 90;
            a.saturation = 1;
        });
        Image stains = Image.channels8(1, 1, 3, new byte[] {10, 100, 30});
        assertThat(vary(turned, stains, 2)).isEqualTo(stains);
        assertThat(vary(turned, Image.rgb8(1, 1, new byte[] {10, 100, 30}), 2).bytes())
                .isNotEqualTo(stains.bytes());
    }

    private static Image vary(Augmentation settings, Image image, int seed) {
        Example example = new Example("a", image, new Target.ClassIndex(0));
        return new Augmenter(settings, image.width(), image.height())
                .vary(example, new SplittableRandom(seed))
                .image();
    }

    @Test
    void colourIsTurnedAboutGreyAndKeepsItsMean() {
        Augmentation colours = Augmentation.of(a -> {
            a.hue = 180;
            a.saturation = 0.5;
        });
        byte[] pixels = {120, 100, 80, 90, 90, 90};
        Example example = new Example("two", Image.rgb8(2, 1, pixels), new Target.ClassIndex(0));
        java.util.Set<Integer> reds = new java.util.HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            byte[] turned = new Augmenter(colours, 2, 1)
                    .vary(example, new SplittableRandom(seed))
                    .image()
                    .bytes();
            assertThat(((turned[0] & 0xff) + (turned[1] & 0xff) + (turned[2] & 0xff)) / 3.0)
                    .isCloseTo(100, within(1.0));
            assertThat(new byte[] {turned[3], turned[4], turned[5]}).containsExactly(90, 90, 90);
            reds.add(turned[0] & 0xff);
        }
        assertThat(reds).hasSizeGreaterThan(8).allMatch(red -> red >= 64 && red <= 136);
    }

    /** The left half black and of class 0, the right half white and of class 1. */
    private static Example halves(int width, int height) {
        byte[] pixels = new byte[width * height];
        byte[] classes = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            boolean right = 2 * (i % width) >= width;
            pixels[i] = (byte) (right ? 255 : 0);
            classes[i] = (byte) (right ? 1 : 0);
        }
        return new Example("halves", Image.gray8(width, height, pixels), new Target.ClassMap(width, height, classes));
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
