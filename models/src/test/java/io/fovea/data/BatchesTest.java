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
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Preparation PREPARATION = new Preparation(Color.GRAY, Layout.NCHW, Normalisation.RAW);

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

    private static Batches batches(Dataset dataset, int size, boolean shuffle) {
        return new Batches(dataset, PREPARATION, new Augmenter(Augmentation.NONE, 3, 2), size, 1, 1337, shuffle);
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
