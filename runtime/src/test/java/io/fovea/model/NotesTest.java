package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is taken down while a card is deduced, and what is known of where a model comes from. */
class NotesTest {

    @Test
    void whatIsToldNeedsNoSentence() {
        Notes notes = new Notes(CardFacts.NONE.with("color", "rgb"));

        notes.assume(CardKey.COLOR, "of colours");
        notes.assume(CardKey.HALO, "of the halo");
        notes.add("anything");

        assertThat(notes.sentences()).containsExactly("of the halo", "anything");
        assertThat(notes.bases()).containsOnlyKeys(CardKey.COLOR, CardKey.HALO);
        assertThat(notes.bases().get(CardKey.COLOR).kind()).isEqualTo(Basis.Kind.ASSUMED);
    }

    /** What is said of pixels is said of each of their numbers. */
    @Test
    void pixelsAreAllOfTheirNumbers() {
        Notes notes = new Notes(CardFacts.NONE);

        notes.assume(CardKey.PIXELS, "of pixels");

        assertThat(notes.bases()).containsKeys(CardKey.PIXELS, CardKey.MEAN, CardKey.STD, CardKey.SCALE);
        assertThat(notes.bases()).doesNotContainKey(CardKey.COLOR);
        assertThat(notes.sentences()).containsExactly("of pixels");
    }

    @Test
    void onlyWhatAConventionDoubtsIsSaid() {
        Notes notes = new Notes(CardFacts.NONE);
        Basis sure = new Basis(Basis.Kind.CONVENTION, "sure");
        Basis likely = new Basis(Basis.Kind.ASSUMED, "likely");

        notes.found(CardKey.COLOR, new Conventions.Said("rgb", sure, Optional.empty()));
        notes.found(CardKey.LABELS, new Conventions.Said("a", likely, Optional.of("the labels are likely")));

        assertThat(notes.sentences()).containsExactly("the labels are likely");
        assertThat(notes.bases()).containsEntry(CardKey.COLOR, sure).containsEntry(CardKey.LABELS, likely);
    }

    @Test
    void aChangedModelIsAsItWasButForItsScore() {
        Provenance measured = Provenance.of("cells", "0.9", "MIT", "");

        assertThat(measured.withoutScore()).isEqualTo(Provenance.of("cells", "", "MIT", ""));
        assertThat(measured.description()).isEmpty();
        assertThat(measured.withLicense(Optional.of("BSD")).license()).hasValue("BSD");
        assertThat(measured.withLicense(Optional.of("BSD")).score()).hasValue("0.9");
    }

    @Test
    void filesBesideAModelMaySaySomethingOfIt() {
        Path model = Path.of("folder", "net.onnx");

        assertThat(CompanionFiles.files(model))
                .doesNotHaveDuplicates()
                .contains(
                        model.resolveSibling("net.card.yaml"),
                        model.resolveSibling("net.labels.txt"),
                        model.resolveSibling("bioimageio.yaml"),
                        model.resolveSibling("preprocessor_config.json"),
                        model.resolveSibling("config.json"));
    }
}
