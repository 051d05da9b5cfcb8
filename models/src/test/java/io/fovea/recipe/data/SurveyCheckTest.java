package io.fovea.recipe.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.data.Share;
import io.fovea.data.Survey;
import io.fovea.data.ValueCounts;
import io.fovea.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyCheckTest {

    private static final String YAML =
            """
            name: t
            architecture: zoo:unet
            task: segmentation
            labels: [background, object]
            input: {channels: 1}
            data: {kind: %s}
            """;

    private static final Share.Size SIZE = new Share.Size(8, 8);

    @Test
    void aLabelThatNoMaskHasIsRefusedWithTheValuesThatThereAre() {
        Survey survey = survey(
                share("train", List.of(6, 0), List.of(450L, 0L), Map.of(255, 150L)),
                share("test", List.of(2, 0), List.of(150L, 0L), Map.of(255, 50L)));
        assertThatThrownBy(() -> SurveyCheck.requireTrainable(recipe("masks"), survey))
                .isInstanceOf(FoveaException.class)
                .hasMessage(
                        "No mask shows 'object', for which recipe 't' has the value 1. The masks have 0 (75.0%), 255"
                                + " (25.0%); say with 'values' which one stands for which label, such as 'values: [0, 255]'.");
        assertThatThrownBy(() -> SurveyCheck.requireMeasurable(recipe("masks"), survey))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("255 (25.0%)");
    }

    @Test
    void coloursAreNamedAsTheyAreWritten() {
        Survey survey = survey(share("train", List.of(6, 0), List.of(450L, 0L), Map.of(0x800000, 150L)));
        Recipe recipe = recipe("masks, colors: ['#000000', [0, 128, 0]]");
        assertThatThrownBy(() -> SurveyCheck.requireTrainable(recipe, survey))
                .hasMessageContaining("the colour #008000. The masks have #000000 (75.0%), #800000 (25.0%)")
                .hasMessageContaining("'colors'");
        assertThat(SurveyCheck.notes(recipe, survey)).anyMatch(note -> note.contains("mask colours #800000 (25.0%)"));
        assertThat(Recipe.parse(recipe.toYaml(), "again").data()).isEqualTo(recipe.data());
    }

    @Test
    void valuesThatStandForNoLabelAreReportedWithTheirShare() {
        Survey survey = survey(share("train", List.of(6, 6), List.of(700L, 200L), Map.of(255, 60L, 7, 40L)));
        assertThat(SurveyCheck.notes(recipe("masks"), survey))
                .containsExactly(
                        "The recipe names no label for the mask values 255 (6.0%), 7 (4.0%); these pixels teach"
                                + " nothing and are not measured.");
        assertThatCode(() -> SurveyCheck.requireTrainable(recipe("masks"), survey))
                .doesNotThrowAnyException();
    }

    @Test
    void aLabelThatOnlyOnePartLacksIsSaid() {
        Survey survey = survey(
                share("train", List.of(6, 6), List.of(), Map.of()),
                share("validation", List.of(0, 2), List.of(), Map.of()),
                share("test", List.of(2, 2), List.of(), Map.of()));
        assertThat(SurveyCheck.notes(recipe("folder"), survey))
                .singleElement()
                .asString()
                .contains("'validation'", "'background'");
        assertThatCode(() -> SurveyCheck.requireTrainable(recipe("folder"), survey))
                .doesNotThrowAnyException();

        Survey untrained = survey(
                share("train", List.of(6, 0), List.of(), Map.of()), share("test", List.of(2, 2), List.of(), Map.of()));
        assertThatThrownBy(() -> SurveyCheck.requireTrainable(recipe("folder"), untrained))
                .hasMessageContaining("None of the 6 images to learn from shows 'object', though 2 of the others do")
                .hasMessageContaining("'seed'");
        Survey nowhere = survey(share("train", List.of(6, 0), List.of(), Map.of()));
        assertThatThrownBy(() -> SurveyCheck.requireTrainable(recipe("folder"), nowhere))
                .hasMessageContaining("No image of the data is of 'object'");
        assertThatCode(() -> SurveyCheck.requireMeasurable(recipe("folder"), nowhere))
                .doesNotThrowAnyException();
    }

    @Test
    void labelImagesWithoutObjectsAreRefusedAndMasksInTheirPlaceAreSaid() {
        Recipe recipe = Recipe.parse(
                YAML.formatted("instances").replace("[background, object]", "[foreground, background, contour]"),
                "of the test");
        Survey none = objects(0, 0);
        assertThatThrownBy(() -> SurveyCheck.requireTrainable(recipe, none)).hasMessageContaining("have no objects");
        assertThat(SurveyCheck.notes(recipe, objects(6, 6)))
                .singleElement()
                .asString()
                .contains("one object only", "'masks'");
        assertThat(SurveyCheck.notes(recipe, objects(6, 2))).isEmpty();
    }

    private static Survey objects(int shown, int single) {
        Share share = new Share(
                "train",
                6,
                0,
                List.of(shown),
                List.of(9L * shown),
                ValueCounts.NONE,
                shown,
                single,
                SIZE,
                SIZE,
                Map.of("grey 8-bit", 6));
        return new Survey(List.of(Survey.OBJECTS), List.of(share), List.of(), List.of(), List.of());
    }

    private static Share share(String name, List<Integer> shown, List<Long> pixels, Map<Integer, Long> strangers) {
        int images = shown.stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Share(
                name,
                images,
                0,
                shown,
                pixels,
                new ValueCounts(strangers, 0),
                0,
                0,
                SIZE,
                SIZE,
                Map.of("grey 8-bit", images));
    }

    private static Survey survey(Share... shares) {
        return new Survey(List.of("background", "object"), List.of(shares), List.of(), List.of(), List.of());
    }

    private static Recipe recipe(String kind) {
        return Recipe.parse(YAML.formatted(kind), "of the test");
    }
}
