package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.image.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aForeignModel() throws IOException {
        file = folder.resolve("net.onnx");
        ForeignNets.classifier(3, 64, 2).write(file);
    }

    private void say(String yaml) throws IOException {
        Files.writeString(folder.resolve("net.card.yaml"), yaml);
    }

    @Test
    void namesTheChannelsThatAreNoColours() throws IOException {
        say("color: channels\nchannel-names: [DAPI, GFP, far red]\n");

        Input input = Model.read(file).card().input();

        assertThat(input.takesChannels()).isTrue();
        assertThat(input.channelNames()).containsExactly("DAPI", "GFP", "far red");
        say("color: channels\nchannel-names: DAPI, GFP\n");
        assertThatThrownBy(() -> Model.read(file)).hasMessageContaining("channel-names has 2 names for 3 channels");
    }

    @Test
    void besideAModelSaysWhatItMeans() throws IOException {
        say("# from its readme\ncolor: bgr\nmean: [1, 2, 3]\npixels: imagenet\nlabels: [cat, no]\n");
        Model model = Model.read(file);
        assertThat(model.card().input().color()).isEqualTo(Color.BGR);
        assertThat(model.card().input().mean()).containsExactly(1, 2, 3);
        assertThat(model.card().input().std()).containsExactly(0.225f, 0.224f, 0.229f);
        assertThat(model.card().labels()).containsExactly("cat", "no");
        assertThat(model.card().name()).isEqualTo("net");
        assertThat(model.card().assumptions()).isEmpty();
        assertThat(model.bases().get(CardKey.COLOR).toString())
                .isEqualTo("side file (" + folder.resolve("net.card.yaml") + ")");
        assertThat(model.with(CardFacts.NONE.with("color", "rgb"))
                        .card()
                        .input()
                        .color())
                .as("what is told wins")
                .isEqualTo(Color.RGB);
    }

    @Test
    void winsOverTheModelsOwnMetadata() throws IOException {
        Graph graph = Graph.read(file);
        Model.read(file).card().writeTo(graph);
        graph.write(file);
        say("labels: names.txt\nname: pets\n");
        Files.writeString(folder.resolve("names.txt"), "cat\ndog\n");
        Card card = Model.read(file).card();
        assertThat(card.labels()).containsExactly("cat", "dog");
        assertThat(card.name()).isEqualTo("pets");
    }

    @Test
    void countsWhenAModelIsReadAgain() throws IOException {
        Model before = Model.read(file);
        assertThat(before.isCurrent()).isTrue();
        say("pixels: 0..1");
        assertThat(before.isCurrent()).isFalse();
        Model after = Model.read(file);
        assertThat(after.isCurrent()).isTrue();
        say("pixels: -1..1 # now");
        assertThat(after.isCurrent()).isFalse();
    }

    @Test
    void mayBeEmpty() throws IOException {
        say("# nothing yet\n");
        assertThat(Model.read(file).card().assumptions()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'pixel: imagenet', 'has no key ''pixel''. Its keys are: name, task'",
        "'color: purple', '''purple'' is given for color: one of gray, rgb, bgr, channels is needed.'",
        "'color: [rgb', 'is no YAML'",
        "'- color', 'lines are needed'",
        "'color: {a: b}', 'no plain value'",
        "'labels: {cat: 1}', 'lists no labels'",
        "'labels: missing.txt', 'There is no file of labels ''missing.txt'''"
    })
    void thatMakesNoSenseIsRefusedWithItsName(String yaml, String sentence) throws IOException {
        say(yaml);
        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(sentence);
        if (!sentence.startsWith("There")) {
            assertThatThrownBy(() -> Model.read(file)).hasMessageContaining("net.card.yaml");
        }
    }

    @Test
    void hostileFilesAreRefusedToo() throws IOException {
        String deep = "[".repeat(100_000);
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\ncolor: [*b, *b]\n";
        for (String yaml :
                List.of("color: \u0001", "color: " + deep, bomb, "scale: 1e999", "width: 99999999999", "\t: x")) {
            say(yaml);
            assertThatThrownBy(() -> Model.read(file)).as(yaml.substring(0, 4)).isInstanceOf(FoveaException.class);
        }
    }

    @Test
    void twiceTheSameKeyIsRefused() throws IOException {
        say("color: rgb\ncolor: bgr\n");
        assertThatThrownBy(() -> Model.read(file)).isInstanceOf(FoveaException.class);
        say("width: 64\ninput.width: 64\n");
        assertThatThrownBy(() -> Model.read(file)).hasMessageContaining("gives 'width' twice");
    }

    @Test
    void isWhatACardIsPrintedAs() throws IOException {
        Card card = Model.read(file)
                .with(CardFacts.NONE
                        .with("labels", "yes,0")
                        .with("percentiles", "1 99")
                        .with("scale", "0.5"))
                .card()
                .withProvenance(Provenance.of("data: 1", "0.9", "MIT", "Two\nlines"));
        String yaml = CardFile.text(card);
        assertThat(yaml).contains("task: classification\n", "width: 64\n", "color: rgb\n", "scale: 0.5\n");
        say(yaml);
        Model again = Model.read(file);
        assertThat(again.card()).isEqualTo(card(card));
        assertThat(CardFile.text(Model.read(file)
                        .with(CardFacts.NONE.with("pixels", "imagenet"))
                        .card()))
                .contains("pixels: imagenet\n")
                .doesNotContain("mean:");
    }

    /** What was assumed is assumed no longer once it is written down. */
    private static Card card(Card card) {
        return card.withAssumptions(List.of());
    }

    @Test
    void isWrittenWithWhatIsTold() {
        CardFile.write(CardFacts.NONE.with("pixels", "-1..1").with("labels", "cat,dog"), file);
        assertThat(folder.resolve("net.card.yaml")).hasContent("labels:\n- cat\n- dog\npixels: -1..1\n");
        assertThat(Model.read(file).card().input().scale()).isEqualTo(1 / 127.5f);
    }
}
