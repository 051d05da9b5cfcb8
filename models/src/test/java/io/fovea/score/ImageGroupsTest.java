package io.fovea.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Task;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageGroupsTest {
    @TempDir
    Path folder;

    @Test
    void eachGroupHasItsOwnScores() throws IOException {
        Path csv =
                Files.writeString(folder.resolve("kinds.csv"), "file,group\na,dark\nb.png,dark\n\nc,\"bright, red\"\n");
        Model digits = Model.of(Zoo.find("digits").build(Architecture.Settings.DEFAULT))
                .withCard(Card.of(
                        "digits",
                        Task.CLASSIFICATION,
                        IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
                        Input.resized(28, 28, Color.GRAY),
                        OutputValues.PROBABILITIES));
        // Whatever untrained weights answer to a blank image, they answer it to all four.
        int answer = one(digits, 0) == 1
                ? 0
                : IntStream.range(1, 10)
                        .filter(i -> one(digits, i) == 1)
                        .findFirst()
                        .orElseThrow();
        int other = (answer + 1) % 10;
        List<Example> examples = List.of(
                example("x/a.png", answer), example("b.png", other), example("c.tif", other), example("d.png", answer));

        Evaluation all = new HeldOut(digits, Dataset.of(4, examples::get), "test", 0, Device.CPU, new Skipped())
                .measure(AnswerListener.NONE, ImageGroups.read(csv), Monitor.NONE);

        assertThat(all.metrics()).containsEntry("accuracy", 0.5);
        assertThat(all.groups()).containsOnlyKeys("dark", "bright, red");
        assertThat(all.groups().get("dark").images()).isEqualTo(2);
        assertThat(all.groups().get("dark").metrics()).containsEntry("accuracy", 0.5);
        assertThat(all.groups().get("bright, red").metrics()).containsEntry("accuracy", 0.0);
        assertThat(all.toJson()).contains("\"groups\"").contains("\"bright, red\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'file,group\n' | has no groups; give a row 'file,group' for each image",
                "'a,dark\nb\n' | Line 2 of",
                "'a,dark\na,bright\n' | puts 'a' into bright, which is in dark already"
            })
    void aTableThatSaysNothingIsRefused(String text, String complaint) throws IOException {
        Path csv = Files.writeString(folder.resolve("kinds.csv"), text.translateEscapes());
        assertThatThrownBy(() -> ImageGroups.read(csv))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining(complaint);
    }

    private static double one(Model model, int index) {
        return Evaluation.of(model, Dataset.of(1, i -> example("a", index)), 0, Device.CPU, Monitor.NONE)
                .metrics()
                .get("accuracy");
    }

    private static Example example(String name, int index) {
        return new Example(name, Image.gray8(28, 28, new byte[28 * 28]), new Target.ClassIndex(index));
    }
}
