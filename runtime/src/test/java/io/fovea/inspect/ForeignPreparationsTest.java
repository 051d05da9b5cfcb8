package io.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.image.Color;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The preparations of networks that others trained are found on a few images. */
@Tag("shared-data")
class ForeignPreparationsTest {
    @TempDir
    Path folder;

    private static Model model(String name) {
        return Model.read(SharedData.path("onnx/models/" + name + ".onnx"));
    }

    private Ranking rank(String model, int most) {
        return Ranking.of(model(model), folder, OptionalInt.of(most), Device.CPU, Monitor.NONE);
    }

    /** Takes every so-manieth image out of an archive. */
    private void unpack(String archive, String under, int step) throws IOException {
        try (ZipFile zip = new ZipFile(SharedData.path(archive).toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(under))
                    .toList();
            for (int i = 0; i < entries.size(); i += step) {
                Path file = folder.resolve(entries.get(i).getName().substring(under.length()));
                Files.createDirectories(file.getParent());
                try (InputStream in = zip.getInputStream(entries.get(i))) {
                    Files.copy(in, file);
                }
            }
        }
    }

    @Test
    void caffesSqueezeNetTakesBlueFirstLessTheMean() throws IOException {
        unpack("photos-imagenet-50.zip", "", 4);

        Ranking ranking = rank("squeezenet-fp16", 13);

        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels("imagenet-caffe", Color.BGR));
        assertThat(ranking.best().score()).isGreaterThan(0.5);
        assertThat(ranking.before())
                .as("is what its convention says")
                .isEqualTo(ranking.best().tried());
    }

    @ParameterizedTest
    @CsvSource({"cifar10-pytorch, cifar10, 0.45", "cifar10-nhwc-medium, 0..1, 0.5", "cifar10-resnet2b, cifar10, 0.45"})
    void networksOfCifarTakeWhatEachWasTrainedWith(String name, String pixels, double atLeast) throws IOException {
        unpack("cifar10-cats-dogs.zip", "test/", 4);

        Ranking ranking = rank(name, 500);

        assertThat(ranking.best().tried()).isEqualTo(new TriedPixels(pixels, Color.RGB));
        assertThat(ranking.best().score()).isGreaterThan(atLeast);
    }

    @Test
    void deepLabTakesMinusOneToOne() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("trimaps"));
        try (Stream<Path> pets = Files.list(SharedData.path("pets/images")).sorted()) {
            List<Path> all = pets.toList();
            for (int i = 0; i < all.size(); i += 25) {
                Path pet = all.get(i);
                String trimap = pet.getFileName().toString().replace(".jpg", ".png");
                Files.copy(pet, folder.resolve("images").resolve(pet.getFileName()));
                Files.copy(
                        SharedData.path("pets/trimaps/" + trimap),
                        folder.resolve("trimaps").resolve(trimap));
            }
        }

        Ranking ranking = rank("deeplabv3-nhwc", 24);

        assertThat(ranking.best().tried().pixels()).isEqualTo("-1..1");
        assertThat(ranking.best().score()).isGreaterThan(0.7);
    }
}
