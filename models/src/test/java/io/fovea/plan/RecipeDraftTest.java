package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fovea.model.Fit;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is chosen is a recipe that makes sense. */
class RecipeDraftTest {
    private static final Facts PHOTOS = ChoicesTest.facts(200, 150, true, 900, 100);

    private static final KnownStart LENT =
            new KnownStart("pets-trimap", BaseSpec.Mode.FINE_TUNE, false, Optional.empty());
    private static final KnownStart KEPT =
            new KnownStart("nuclei-trimap", BaseSpec.Mode.CONTINUE, true, Optional.empty());

    private record Case(DataLayout layout, Facts facts, Optional<KnownStart> start) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(ChoicesTest.FOLDERS, PHOTOS, Optional.empty()),
                new Case(ChoicesTest.FOLDERS, PHOTOS, Optional.of(LENT)),
                new Case(ChoicesTest.FOLDERS, ChoicesTest.facts(28, 28, false, 90, 90), Optional.empty()),
                new Case(ChoicesTest.TABLE, PHOTOS, Optional.of(LENT)),
                new Case(ChoicesTest.MASKS, PHOTOS, Optional.empty()),
                new Case(ChoicesTest.MASKS, PHOTOS, Optional.of(LENT)),
                new Case(ChoicesTest.OBJECTS, ChoicesTest.ofObjects(40), Optional.empty()),
                new Case(ChoicesTest.OBJECTS, ChoicesTest.ofObjects(40), Optional.of(KEPT)));
    }

    private static Recipe recipe(Case c) {
        RecipeDraft draft = new RecipeDraft(
                PlanOptions.of("chosen"),
                c.layout,
                c.facts,
                Path.of("data"),
                SplitChoice.of(c.layout, 600, List.of(300, 300)),
                new Choice<>(c.start, "of a test"),
                OptionalInt.empty());
        return Recipe.parse(draft.yaml(Measured.NOTHING), "of the test");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itsWordsFitOneAnother(Case c) {
        Recipe recipe = recipe(c);
        assertThatCode(recipe::requireConsistent).doesNotThrowAnyException();
        assertThatCode(recipe::requireBatchesFit).doesNotThrowAnyException();
        assertThat(recipe.labels()).isEqualTo(c.layout.labels());
        assertThat(recipe.base().map(BaseSpec::model)).isEqualTo(c.start.map(KnownStart::model));
        assertThat(recipe.architecture().isPresent()).isEqualTo(c.start.isEmpty());
    }

    @Test
    void objectsGoThroughInTilesAndTheirContourCountsMore() {
        Recipe recipe = recipe(new Case(ChoicesTest.OBJECTS, ChoicesTest.ofObjects(40), Optional.empty()));
        assertThat(recipe.input().fit()).isEqualTo(Fit.TILE);
        assertThat(recipe.input().halo()).isEqualTo(112);
        assertThat(recipe.data().crop()).hasValue(160);
        assertThat(recipe.training().loss().classWeights()).containsExactly(1.0, 1.0, 2.0);
    }

    @Test
    void aBorrowedBaseGetsAHeadForTheTask() {
        assertThat(recipe(new Case(ChoicesTest.MASKS, PHOTOS, Optional.of(LENT)))
                        .requireBase()
                        .head()
                        .decoder())
                .isPresent();
        assertThat(recipe(new Case(ChoicesTest.FOLDERS, PHOTOS, Optional.of(LENT)))
                        .requireBase()
                        .head()
                        .dropout())
                .isEqualTo(0.5);
        assertThat(recipe(new Case(ChoicesTest.OBJECTS, ChoicesTest.ofObjects(40), Optional.of(KEPT)))
                        .requireBase()
                        .head()
                        .keep())
                .isTrue();
    }
}
