package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Preparation PREPARATION = new Preparation(Color.GRAY, Layout.NCHW, Normalisation.RAW);

    @Test
    void whatIsNotSaidIsRgbAsItIsInOrder() {
        Image image = Image.rgb8(2, 1, new byte[] {10, 20, 30, 40, 50, (byte) 250});
        Dataset five = Dataset.of(5, index -> new Example("e" + index, image, new Target.ClassIndex(index)));

        try (Batches batches = Batches.of(five, 2, 1).batch(2).build()) {
            assertThat(batches.size()).isEqualTo(3);
            assertThat(targets(batches, 3)).containsExactly(0L, 1L, 2L, 3L, 4L);
            batches.forEach(1, batch -> {
                assertThat(batch.inputs()).startsWith(10, 40, 20, 50, 30, 250);
                assertThat(batch.image(batch.size() - 1)).isEqualTo(image);
            });
        }
    }

    @Test
    void aBuilderShufflesVariesAndTurnsGrey() {
        Image image = Image.gray8(2, 2, new byte[] {0, 100, 0, 100});
        Dataset many = Dataset.of(40, index -> new Example("e" + index, image, new Target.ClassIndex(index)));

        try (Batches batches = Batches.of(many, 2, 2)
                .color(Color.GRAY)
                .batch(40)
                .augment(draft -> draft.horizontalFlip = true)
                .shuffled(5)
                .build()) {
            assertThat(targets(batches, 1)).doesNotHaveDuplicates().isNotEqualTo(targets(batches, 2));
            batches.forEach(1, batch -> {
                assertThat(batch.inputShape()).containsExactly(40, 1, 2, 2);
                assertThat(IntStream.range(0, 40).mapToObj(batch::image).distinct())
                        .containsExactlyInAnyOrder(image, Image.gray8(2, 2, new byte[] {100, 0, 100, 0}));
            });
        }
    }

    @Test
    void aBatchOfNoExamplesIsRefused() {
        assertThatThrownBy(() -> Batches.of(numbered(3), 2, 2).batch(0))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("batch");
    }

    @Test
    void repeatedExamplesFollowOnThemselves() {
        Dataset three = Dataset.of(
                3, index -> new Example("e" + index, Image.gray8(1, 1, new byte[1]), new Target.ClassIndex(index)));
        Dataset repeated = three.repeated(2);

        assertThat(IntStream.range(0, repeated.size())
                        .mapToObj(i -> repeated.get(i).name()))
                .containsExactly("e0", "e0", "e1", "e1", "e2", "e2");
        assertThatThrownBy(() -> three.repeated(Integer.MAX_VALUE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'repeats'");
    }

    @Test
    void anEpochHoldsEveryExampleOnce() {
        try (Batches batches = batches(numbered(10), 4, true)) {
            assertThat(batches.size()).isEqualTo(3);
            assertThat(targets(batches, 1)).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void theOrderDependsOnSeedAndEpochAlone() {
        try (Batches some = batches(numbered(50), 8, true);
                Batches other = batches(numbered(50), 8, true)) {
            targets(some, 1);
            assertThat(targets(some, 2)).isEqualTo(targets(other, 2)).isNotEqualTo(targets(other, 3));
        }
    }

    @Test
    void measuringIsAlwaysInOrder() {
        try (Batches batches = batches(numbered(5), 2, false)) {
            assertThat(targets(batches, 7)).containsExactly(0L, 1L, 2L, 3L, 4L);
        }
    }

    @Test
    void pixelsStandWhereTheTensorWantsThem() {
        Dataset two = numbered(2);
        try (Batches batches = batches(two, 2, false)) {
            batches.forEach(1, batch -> {
                assertThat(batch.inputShape()).containsExactly(2, 1, 2, 3);
                assertThat(batch.inputs()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
            });
        }
    }

    @Test
    void aFileThatCannotBeReadIsReportedWhereTheBatchIsUsed() {
        Dataset broken = numbered(3).map(example -> {
            throw new FoveaException("cannot read " + example.name());
        });
        try (Batches batches = batches(broken, 2, false)) {
            assertThatThrownBy(() -> targets(batches, 1))
                    .isInstanceOf(FoveaException.class)
                    .hasMessageStartingWith("cannot read #");
        }
    }

    @Test
    void aDamagedFileIsLeftOutAndToldOfOnce() {
        List<String> told = new ArrayList<>();
        Dataset damaged = Dataset.of(9, index -> {
            if (index >= 4 && index <= 7) {
                throw new UnreadableException(new FoveaException("'" + index + ".png' is truncated."));
            }
            return numbered(9).get(index);
        });
        Skipped skipped = new Skipped(sentence -> {
            synchronized (told) {
                told.add(sentence);
            }
        });
        try (Batches batches =
                new Batches(damaged, PREPARATION, new Augmenter(Augmentation.NONE, 3, 2), 2, 1, 1337, false, skipped)) {
            assertThat(targets(batches, 1)).containsExactly(0L, 1L, 2L, 3L, 8L);
            assertThat(targets(batches, 2)).hasSize(5);
            assertThat(batches.skipped().count()).isEqualTo(4);
        }
        assertThat(told).hasSize(4).contains("'5.png' is truncated.");
    }

    @Test
    void whereNoFileCanBeReadTheFirstIsNamed() {
        Dataset damaged = Dataset.of(3, index -> {
            throw new UnreadableException(new FoveaException("'x.png' is empty."));
        });
        try (Batches batches = batches(damaged, 2, true)) {
            assertThatThrownBy(() -> targets(batches, 1))
                    .isInstanceOf(FoveaException.class)
                    .hasMessage("None of the 3 examples can be read; the first: 'x.png' is empty.");
        }
    }

    @Test
    void ignoredPixelsAndSeveralLabelsHaveTheirNumbers() {
        Image image = Image.gray8(3, 2, new byte[6]);
        Target map = new Target.ClassMap(3, 2, new byte[] {0, 1, 2, Target.ClassMap.IGNORED, 1, 0});
        Target labels = new Target.Labels(new boolean[] {true, false, true, true});
        try (Batches maps = batches(Dataset.of(2, i -> new Example("a", image, map)), 2, false);
                Batches several = batches(Dataset.of(2, i -> new Example("a", image, labels)), 2, false)) {
            maps.forEach(1, batch -> {
                assertThat(batch.targetShape()).containsExactly(2, 2, 3);
                assertThat(batch.targets()).startsWith(0, 1, 2, Batch.IGNORED, 1, 0);
            });
            several.forEach(1, batch -> {
                assertThat(batch.targetShape()).containsExactly(2, 4);
                assertThat(batch.targets()).containsExactly(1, 0, 1, 1, 1, 0, 1, 1);
            });
        }
    }

    @Test
    void thatMemoryDoesNotSufficeIsSaidAsSuch() {
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        Dataset large = Dataset.of(2, index -> {
            throw full;
        });
        try (Batches batches = batches(large, 2, false)) {
            assertThatThrownBy(() -> targets(batches, 1)).isSameAs(full);
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsReadAgain() {
        List<Integer> read = new ArrayList<>();
        Dataset counted = Dataset.of(4, index -> {
            read.add(index);
            return numbered(4).get(index);
        });
        Dataset cached = new Cache(counted, 13);
        for (int i = 0; i < 8; i++) {
            assertThat(cached.get(i % 4).target()).isEqualTo(new Target.ClassIndex(i % 4));
        }
        assertThat(read).containsExactly(0, 1, 2, 3, 2, 3);
    }

    private static Batches batches(Dataset dataset, int size, boolean shuffle) {
        return new Batches(
                dataset, PREPARATION, new Augmenter(Augmentation.NONE, 3, 2), size, 1, 1337, shuffle, new Skipped());
    }

    private static List<Long> targets(Batches batches, int epoch) {
        List<Long> seen = new ArrayList<>();
        batches.forEach(epoch, batch -> {
            for (long target : batch.targets()) {
                seen.add(target);
            }
        });
        return seen;
    }

    /** Images of 3 x 2 pixels, all of which have the example's number. */
    private static Dataset numbered(int size) {
        return new Dataset() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Example get(int index) {
                byte[] pixels = new byte[6];
                java.util.Arrays.fill(pixels, (byte) index);
                return new Example("#" + index, Image.gray8(3, 2, pixels), new Target.ClassIndex(index));
            }
        };
    }
}
