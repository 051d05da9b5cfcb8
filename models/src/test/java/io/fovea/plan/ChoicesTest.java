package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test, or more, for each rule by which something is chosen. */
class ChoicesTest {
    static final DataLayout FOLDERS = layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "cat", "dog");
    static final DataLayout OBJECTS =
            layout(DataKind.INSTANCES, DataLayout.TRIMAP, "foreground", "background", "contour");
    static final DataLayout MASKS = layout(DataKind.MASKS, DataLayout.SEGMENTATION, "background", "foreground");
    static final DataLayout TABLE = layout(DataKind.TABLE, DataLayout.CLASSIFICATION, "cat", "dog");

    static DataLayout layout(DataKind kind, String task, String... labels) {
        return new DataLayout(DataSpec.of(kind, "", ""), task, List.of(labels), "of a test");
    }

    /** Images of a size and kind, as many of each of two labels as are given. */
    static Facts facts(int width, int height, boolean colors, int first, int second) {
        return new Facts(
                first + second,
                10,
                20,
                List.of(first, second),
                List.of(),
                width,
                height,
                true,
                Math.min(width, height),
                colors ? 3 : 1,
                colors,
                false,
                0,
                0,
                0,
                List.of(),
                0);
    }

    static Facts ofObjects(double largest) {
        return new Facts(
                100,
                10,
                20,
                List.of(),
                List.of(),
                512,
                512,
                true,
                512,
                3,
                true,
                false,
                40,
                0.6 * largest,
                largest,
                List.of(),
                0);
    }

    private static List<Double> shares(int examples) {
        SplitChoice split = SplitChoice.of(TABLE, examples, List.of());
        return List.of(split.validation().value(), split.test().value());
    }

    private static boolean isBalanced(DataLayout layout, Integer... perLabel) {
        return SplitChoice.of(layout, 600, List.of(perLabel)).balanced().value();
    }

    @Test
    void fewExamplesAreSharedOutMoreEvenly() {
        assertThat(shares(49)).containsExactly(0.2, 0.2);
        assertThat(shares(50)).containsExactly(0.1, 0.2);
    }

    @Test
    void rareLabelsAreSharedOutByThemselves() {
        assertThat(isBalanced(FOLDERS, 500, 49)).isTrue();
        assertThat(isBalanced(FOLDERS, 400, 100)).isTrue();
        assertThat(isBalanced(FOLDERS, 300, 100)).isFalse();
        assertThat(isBalanced(TABLE, 500, 5)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"28, 28", "40, 40", "50, 64", "100, 96", "300, 128"})
    void picturesAreClassifiedAtTheirOwnSizeUpTo128(int size, int side) {
        assertThat(new InputChoice(FOLDERS, facts(size, size, true, 90, 90), Optional.empty(), OptionalInt.empty())
                        .size()
                        .value())
                .containsExactly(side, side);
    }

    @ParameterizedTest
    @CsvSource({"100, 96", "300, 256"})
    void masksAreLearntAtTheirOwnSizeUpTo256(int size, int side) {
        assertThat(new InputChoice(MASKS, facts(size, size / 2, true, 90, 90), Optional.empty(), OptionalInt.empty())
                        .size()
                        .value())
                .containsExactly(side, side);
    }

    /** What a model was trained at is the size of its answers; layers that it lends see any. */
    @Test
    void aHeadThatIsKeptHasItsSizeAndLentLayersTheDatas() {
        Facts photos = facts(300, 200, true, 90, 90);
        assertThat(sizeWith(FOLDERS, photos, false)).containsExactly(192, 192);
        assertThat(sizeWith(FOLDERS, facts(120, 100, true, 90, 90), false)).containsExactly(96, 96);
        assertThat(sizeWith(MASKS, photos, false)).containsExactly(256, 256);
        assertThat(sizeWith(FOLDERS, photos, true)).containsExactly(96, 80);
        assertThat(sizeWith(MASKS, photos, true)).containsExactly(96, 80);
    }

    private static List<Integer> sizeWith(DataLayout layout, Facts facts, boolean keepsHead) {
        Recipe recipe = Recipe.parse(
                """
                name: begun
                architecture: zoo:mini-xception
                task: classification
                labels: [a, b]
                input: {width: 96, height: 80, channels: 3}
                data: {kind: folder}
                """,
                "of the test");
        BaseSpec.Mode mode = keepsHead ? BaseSpec.Mode.CONTINUE : BaseSpec.Mode.FINE_TUNE;
        KnownStart start = new KnownStart("begun", mode, keepsHead, Optional.of(recipe));
        return new InputChoice(layout, facts, Optional.of(start), OptionalInt.empty())
                .size()
                .value();
    }

    /** 13 epochs of 30: the root of that share of 256 is 168, and the next multiple of 32 below it 160. */
    @ParameterizedTest
    @CsvSource({"13, 160", "29, 224", "1, 128"})
    void imagesAreSmallerWhereTooFewEpochsWouldFitIntoTheTime(int epochs, int side) {
        Facts photos = facts(448, 335, true, 90, 90);
        Optional<KnownStart> lent =
                Optional.of(new KnownStart("photos", BaseSpec.Mode.FINE_TUNE, false, Optional.empty()));

        OptionalInt affordable = new InputChoice(MASKS, photos, lent, OptionalInt.empty()).sideInTime(epochs);

        assertThat(affordable).hasValue(side);
        Choice<List<Integer>> smaller = new InputChoice(MASKS, photos, lent, affordable).size();
        assertThat(smaller.value()).containsExactly(side, side);
        assertThat(smaller.reason()).endsWith("larger, fewer than 30 epochs fit into the time");
    }

    @Test
    void imagesStayAsTheyAreWhereEnoughEpochsFitOrTheirSizeIsNotFree() {
        OptionalInt unknown = OptionalInt.empty();
        Facts photos = facts(448, 335, true, 90, 90);
        assertThat(new InputChoice(MASKS, photos, Optional.empty(), unknown).sideInTime(60))
                .isEmpty();
        assertThat(new InputChoice(FOLDERS, photos, Optional.empty(), unknown).sideInTime(1))
                .isEmpty();
        assertThat(new InputChoice(OBJECTS, ofObjects(20), Optional.empty(), unknown).sideInTime(1))
                .isEmpty();
        KnownStart lent = new KnownStart("photos", BaseSpec.Mode.FINE_TUNE, false, Optional.empty());
        assertThat(new InputChoice(FOLDERS, photos, Optional.of(lent), unknown).sideInTime(1))
                .hasValue(128);
    }

    @ParameterizedTest
    @CsvSource({"10, 128", "40, 160", "50, 224", "300, 256"})
    void tilesHoldFourOfTheLargeObjects(double largest, int crop) {
        InputChoice input = new InputChoice(OBJECTS, ofObjects(largest), Optional.empty(), OptionalInt.empty());
        assertThat(input.tiles().value()).isTrue();
        assertThat(input.crop().value()).isEqualTo(crop);
    }

    @Test
    void squaresAreSmallerWhereRandomWeightsHaveLittleTime() {
        OptionalInt affordable =
                new InputChoice(OBJECTS, ofObjects(48), Optional.empty(), OptionalInt.empty()).sideInTime(26);
        assertThat(affordable).hasValue(128);
        Choice<Integer> crop = new InputChoice(OBJECTS, ofObjects(48), Optional.empty(), affordable).crop();
        assertThat(crop.value()).isEqualTo(128);
        assertThat(crop.reason())
                .isEqualTo(
                        "nineteen of twenty objects are below 48 pixels; larger, fewer than 60 epochs fit into the time");
        KnownStart kept = new KnownStart("nuclei-trimap", BaseSpec.Mode.CONTINUE, true, Optional.empty());
        assertThat(new InputChoice(OBJECTS, ofObjects(48), Optional.of(kept), OptionalInt.empty()).sideInTime(30))
                .isEmpty();
    }

    @Test
    void theNetworkFitsTaskAndSize() {
        assertThat(NetworkChoice.of(FOLDERS, 28).value()).isEqualTo("zoo:digits");
        assertThat(NetworkChoice.of(FOLDERS, 128).value()).isEqualTo("zoo:mini-xception");
        assertThat(NetworkChoice.of(FOLDERS, 16).value()).isEqualTo("zoo:mini-xception");
        assertThat(NetworkChoice.of(MASKS, 256).value()).isEqualTo("zoo:separable-unet");
    }

    @Test
    void microscopesHaveNoUprightAndSmallSignsHave() {
        assertThat(new AugmentationChoice(OBJECTS, ofObjects(40)).values())
                .extractingByKeys("horizontalFlip", "verticalFlip", "rotation")
                .extracting(Choice::value)
                .containsExactly(true, true, 180);
        assertThat(new AugmentationChoice(FOLDERS, facts(28, 28, false, 90, 90)).values())
                .containsOnlyKeys("rotation", "zoom", "shear", "shift");
        assertThat(new AugmentationChoice(FOLDERS, facts(128, 128, false, 90, 90)).values())
                .containsKey("horizontalFlip")
                .doesNotContainKeys("hue", "saturation", "verticalFlip");
        assertThat(new AugmentationChoice(FOLDERS, facts(128, 128, true, 90, 90)).values())
                .containsKey("hue");
    }

    @Test
    void whatNamesSidesIsNotMirrored() {
        DataLayout sides = layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "hand-left", "hand-right");
        DataLayout others = layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "bright", "cleft");
        Facts photos = facts(128, 128, true, 90, 90);
        assertThat(new AugmentationChoice(sides, photos)
                        .values()
                        .get("horizontalFlip")
                        .value())
                .isEqualTo(false);
        assertThat(new AugmentationChoice(others, photos)
                        .values()
                        .get("horizontalFlip")
                        .value())
                .isEqualTo(true);
    }

    @Test
    void theLossFitsTheLabels() {
        Facts even = facts(64, 64, true, 90, 90);
        assertThat(new LossChoice(FOLDERS, even, Optional.empty()).loss().value())
                .isEqualTo("binary-crossentropy");
        assertThat(new LossChoice(
                                layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "a", "b", "c"),
                                even,
                                Optional.empty())
                        .loss()
                        .value())
                .isEqualTo("auto");
        assertThat(new LossChoice(TABLE, even, Optional.empty()).loss().value()).isEqualTo("binary-crossentropy");
        assertThat(new LossChoice(MASKS, even, Optional.empty()).loss().value()).isEqualTo("dice-crossentropy");
        assertThat(new LossChoice(OBJECTS, even, Optional.empty()).loss().value())
                .isEqualTo("auto");
    }

    /** Two labels may be told by one number or by two, and what is kept decides that. */
    @Test
    void theLossFitsAHeadThatIsKept() {
        Facts even = facts(64, 64, true, 90, 90);
        KnownStart kept = new KnownStart("photos", BaseSpec.Mode.CONTINUE, true, Optional.empty());
        KnownStart other = new KnownStart("photos", BaseSpec.Mode.FINE_TUNE, false, Optional.empty());

        assertThat(new LossChoice(FOLDERS, even, Optional.of(kept)).loss().value())
                .isEqualTo("auto");
        assertThat(new LossChoice(FOLDERS, even, Optional.of(other)).loss().value())
                .isEqualTo("binary-crossentropy");
    }

    /** 900 to 100: the root of nine is three. 90,000 to 100 would be 30, which is too much. */
    @Test
    void rareLabelsCountMoreByTheRootOfTheirRarity() {
        assertThat(new LossChoice(FOLDERS, facts(64, 64, true, 300, 100), Optional.empty())
                        .weights()
                        .value())
                .isEmpty();
        assertThat(new LossChoice(FOLDERS, facts(64, 64, true, 900, 100), Optional.empty())
                        .weights()
                        .value())
                .containsExactly(1.0, 3.0);
        assertThat(new LossChoice(FOLDERS, facts(64, 64, true, 90_000, 100), Optional.empty())
                        .weights()
                        .value())
                .containsExactly(1.0, 10.0);
        assertThat(new LossChoice(OBJECTS, ofObjects(40), Optional.empty())
                        .weights()
                        .value())
                .containsExactly(1.0, 1.0, 2.0);
    }
}
