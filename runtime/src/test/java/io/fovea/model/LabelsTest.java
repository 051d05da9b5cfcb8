package io.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    @TempDir
    Path folder;

    private List<String> read(String content) throws IOException {
        return Labels.read(Files.writeString(folder.resolve("labels.txt"), content));
    }

    @Test
    void areReadOneALine() throws IOException {
        assertThat(read("\uFEFFcat\r\nhouse dog\r\n\r\n")).containsExactly("cat", "house dog");
        assertThat(read("cat\n\ndog\n"))
                .as("a class without a name keeps its place")
                .containsExactly("cat", "", "dog");
    }

    @Test
    void loseTheirWordNetIdAndFurtherNames() throws IOException {
        assertThat(read("n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n"))
                .containsExactly("tench", "goldfish");
        // The bird and the machine.
        assertThat(read("n02012849 crane\nn03126707 crane, lifting device\nn01440764 tench, Tinca tinca"))
                .containsExactly("crane", "crane, lifting device", "tench");
    }

    @Test
    void loseTheirNumbersWhereThoseCount() throws IOException {
        assertThat(read("0,tench, Tinca tinca\n1,goldfish\n")).containsExactly("tench, Tinca tinca", "goldfish");
        assertThat(read("0: cat\n1: dog\n")).containsExactly("cat", "dog");
        assertThat(read("2 wheels\n4 wheels\n")).containsExactly("2 wheels", "4 wheels");
    }

    @Test
    void areReadFromJson() throws IOException {
        assertThat(read("[\"cat\", \"dog\"]")).containsExactly("cat", "dog");
        assertThat(read("{\"architectures\": [\"ViT\"], \"id2label\": {\"1\": \"dog\", \"0\": \"cat\"}}"))
                .containsExactly("cat", "dog");
        assertThat(read("{\"0\": [\"n02123045\", \"tabby\"], \"1\": [\"n02085620\", \"Chihuahua\"]}"))
                .containsExactly("tabby", "Chihuahua");
        assertThat(read("{\"names\": [\"cat\", \"dog\"]}")).containsExactly("cat", "dog");
    }

    @Test
    void ofAnyLengthAreReadAtOnce() throws IOException {
        String long1 = "1" + " ".repeat(300_000) + "\u2028x";
        assertThat(read(long1 + "\n" + long1)).hasSize(2);
        Graph graph = ForeignNets.classifier(3, 32, 2);
        graph.metadata().put("stride", "32");
        graph.metadata().put("task", "classify");
        graph.metadata().put("names", "{0: '" + "\\'".repeat(100_000) + "', 1: 'x'}");
        assertThat(Card.of(graph).labels()).isEmpty();
    }

    @Test
    void thatAreNoneAreRefusedWithTheFile() {
        assertThatThrownBy(() -> read("{\"architectures\": [\"ViT\"]}"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("labels.txt' has no labels");
        assertThatThrownBy(() -> read("{\"id2label\": {\"0\": \"cat\", \"2\": \"dog\"}}"))
                .as("a class is missing")
                .isInstanceOf(FoveaException.class);
        assertThatThrownBy(() -> read("[\"cat\", "))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("labels.txt' is damaged JSON");
        assertThatThrownBy(() ->
                        Labels.read(Files.write(folder.resolve("latin.txt"), new byte[] {'c', (byte) 0xe4, '\n'})))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void areGivenAsTextOrAsAFile() throws IOException {
        assertThat(Labels.of("cat, dog")).containsExactly("cat", "dog");
        assertThat(Labels.of("cat, tabby\ndog")).containsExactly("cat, tabby", "dog");
        assertThat(Labels.of("tabby cat;Chihuahua dog")).containsExactly("tabby cat", "Chihuahua dog");
        Path file = Files.writeString(folder.resolve("names"), "a, b\nc\n");
        assertThat(Labels.of(file.toString())).containsExactly("a, b", "c");
        assertThatThrownBy(() -> Labels.of("missing.txt"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("There is no file of labels 'missing.txt'.");
        assertThatThrownBy(() -> Labels.of("cat,,dog"))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("leaves a label empty");
    }
}
