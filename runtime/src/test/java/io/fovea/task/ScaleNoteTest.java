package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleNoteTest {

    @Test
    void whatIsAsItShouldBeIsNotSpokenOf() {
        assertThat(sentences(note("a", 1, 0), note("b", 1, 0))).isEmpty();
    }

    @Test
    void scaledImagesAreCounted() {
        assertThat(sentences(note("a", 0.25, 0)))
                .containsExactly(
                        "Note: The image was scaled by 0.25 for the model; results have the images' own size.");
        assertThat(sentences(note("a", 2.5, 0), note("b", 2.5, 0)))
                .containsExactly(
                        "Note: All images were scaled by 2.5 for the model; results have the images' own size.");
        assertThat(sentences(note("a", 0.1234, 0), note("b", 1, 0), note("c", 3, 0)))
                .containsExactly("Note: 2 of 3 images were scaled by 0.123 to 3 for the model; results have the images'"
                        + " own size.");
    }

    @Test
    void implausibleSizesAreWarnedOfWithWhatToTry() {
        assertThat(sentences(note("a.png", 1, 0.2), note("b.png", 1, 0)))
                .containsExactly(
                        "Warning: The objects in a.png are not of the sizes that the model was trained on: it may"
                                + " have missed some, or cut them into pieces. Try --scale 0.2, or --diameter auto.");
        assertThat(ScaleNote.sentences(List.of(note("a", 1, 12)), ScaleNote.Place.MACRO))
                .first()
                .asString()
                .endsWith("Try scale=12, or diameter=auto.");
        List<ScaleNote> many =
                IntStream.range(0, 7).mapToObj(i -> note("i" + i, 1, 0.3)).toList();
        assertThat(ScaleNote.sentences(many, ScaleNote.Place.COMMAND))
                .first()
                .asString()
                .contains("i0, i1, i2, i3, i4 and 2 more images are not");
    }

    private static List<String> sentences(ScaleNote... notes) {
        return ScaleNote.sentences(List.of(notes), ScaleNote.Place.COMMAND);
    }

    private static ScaleNote note(String image, double scale, double toTry) {
        return new ScaleNote(image, scale, toTry == 0 ? OptionalDouble.empty() : OptionalDouble.of(toTry));
    }
}
