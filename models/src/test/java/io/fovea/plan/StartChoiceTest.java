package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.OutputValues;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartChoiceTest {
    private static final KnownModel CATS =
            model("cats", "classification", "[cat, dog]", 128, 3, "resize", false, "abc", "earlier");
    private static final KnownModel PETS =
            model("pets", "trimap", "[foreground, background, contour]", 256, 3, "resize", true);
    private static final KnownModel NUCLEI =
            model("nuclei", "trimap", "[foreground, background, contour]", 0, 3, "tile", false);
    private static final List<KnownModel> ALL = List.of(CATS, NUCLEI, PETS);

    private static KnownModel model(
            String name, String task, String labels, int side, int channels, String fit, boolean lent, String... data) {
        Recipe recipe = Recipe.parse(
                "name: " + name + "\narchitecture: zoo:digits\ntask: " + task + "\nlabels: " + labels
                        + "\ninput: {width: "
                        + side + ", height: " + side + ", channels: " + channels + ", fit: " + fit
                        + "}\ndata: {kind: folder}\n",
                "of the test");
        Input input = recipe.input().toInput();
        Card card = Card.of(name, recipe.task(), recipe.labels(), input, OutputValues.PROBABILITIES);
        return new KnownModel(name, card, Optional.of(recipe), lent, Set.of(data));
    }

    private static Optional<KnownStart> nearest(DataLayout layout, Facts facts, String fingerprint) {
        return new StartChoice(layout, facts, fingerprint).nearest(ALL).value();
    }

    private static final Facts PHOTOS = ChoicesTest.facts(200, 150, true, 400, 400);

    @Test
    void aModelOfTheSameLabelsGoesOn() {
        assertThat(nearest(ChoicesTest.FOLDERS, PHOTOS, "other")).hasValueSatisfying(start -> {
            assertThat(start.model()).isEqualTo("cats");
            assertThat(start.mode()).isEqualTo(BaseSpec.Mode.CONTINUE);
            assertThat(start.keepsHead()).isTrue();
        });
    }

    @Test
    void aModelThatHasSeenTheseImagesIsNotTaken() {
        for (String seen : List.of("abc", "earlier")) {
            assertThat(nearest(ChoicesTest.FOLDERS, PHOTOS, seen))
                    .map(KnownStart::model)
                    .hasValue("pets");
        }
    }

    @Test
    void objectsGoOnFromWhatWorksInTilesAndTrimapsOfWholeImagesDoNot() {
        DataLayout trimaps =
                ChoicesTest.layout(DataKind.MASKS, DataLayout.TRIMAP, "foreground", "background", "contour");
        assertThat(nearest(ChoicesTest.OBJECTS, ChoicesTest.ofObjects(40), ""))
                .map(KnownStart::model)
                .hasValue("nuclei");
        assertThat(nearest(trimaps, PHOTOS, "")).map(KnownStart::model).hasValue("pets");
    }

    @Test
    void photographsOfOtherLabelsBorrowLayers() {
        DataLayout others = ChoicesTest.layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "a", "b");
        assertThat(nearest(others, PHOTOS, "")).hasValueSatisfying(start -> {
            assertThat(start.model()).isEqualTo("pets");
            assertThat(start.mode()).isEqualTo(BaseSpec.Mode.FINE_TUNE);
            assertThat(start.keepsHead()).isFalse();
        });
    }

    /** The layers of a model for pixels end in some that draw. */
    @Test
    void aClassifierLendsItsLayersBeforeAModelForPixels() {
        KnownModel photos = model("photos", "classification", "[cat, dog]", 96, 3, "resize", true, "seen");
        List<KnownModel> all = List.of(NUCLEI, PETS, photos);
        DataLayout others = ChoicesTest.layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "a", "b");

        assertThat(new StartChoice(others, PHOTOS, "").nearest(all).value())
                .map(KnownStart::model)
                .hasValue("photos");
        assertThat(new StartChoice(ChoicesTest.MASKS, PHOTOS, "").nearest(all).value())
                .map(KnownStart::model)
                .hasValue("photos");
        assertThat(new StartChoice(others, PHOTOS, "seen").nearest(all).value())
                .map(KnownStart::model)
                .hasValue("pets");
    }

    @Test
    void greyOrSmallOrVeryManyImagesBeginWithRandomWeights() {
        DataLayout others = ChoicesTest.layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "a", "b");
        assertThat(nearest(others, ChoicesTest.facts(200, 150, false, 400, 400), ""))
                .isEmpty();
        assertThat(nearest(others, ChoicesTest.facts(32, 32, true, 400, 400), ""))
                .isEmpty();
        assertThat(nearest(others, ChoicesTest.facts(200, 150, true, 20_000, 400), ""))
                .isEmpty();
    }

    /** Its layers would have nothing left to see: the last maps of 32 x 32 pixels are single ones. */
    @Test
    void aModelForPhotographsIsNotTakenForSmallPicturesOfItsLabels() {
        assertThat(nearest(ChoicesTest.FOLDERS, ChoicesTest.facts(32, 32, true, 400, 400), "other"))
                .isEmpty();
    }

    @Test
    void aModelThatIsAskedForIsTakenIfItTakesTheImages() {
        DataLayout others = ChoicesTest.layout(DataKind.FOLDER, DataLayout.CLASSIFICATION, "a", "b");
        KnownModel gray = model("gray", "classification", "[a, b]", 28, 1, "resize", false, "");
        assertThat(new StartChoice(others, PHOTOS, "").like(CATS).value())
                .hasValueSatisfying(start -> assertThat(start.keepsHead()).isFalse());
        assertThat(new StartChoice(others, PHOTOS, "").like(gray).value())
                .hasValueSatisfying(start -> assertThat(start.keepsHead()).isTrue());
        Facts stains =
                new Facts(9, 1, 1, List.of(5, 4), List.of(), 64, 64, true, 64, 4, false, true, 0, 0, 0, List.of(), 0);
        assertThatThrownBy(() -> new StartChoice(others, stains, "").like(CATS))
                .hasMessageContainingAll("3 channels", "4");
    }
}
