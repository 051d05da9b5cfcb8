package io.fovea.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network of others, with both of its descriptions. */
@Tag("shared-data")
class BroadNucleiTest {
    private static final int IMAGES = 5;

    @ParameterizedTest
    @ValueSource(strings = {"", "bioimageio.yaml", "v0_4_9.bioimageio.yaml", "weights.onnx"})
    void answersAsItsPackageSays(String name) {
        Path folder = SharedData.path("onnx/bioimageio/unet2d_nuclei_broad");
        Model model = Model.read(name.isEmpty() ? folder : folder.resolve(name));

        Verification verification =
                Verification.of(model, Verification.TOLERANCE, Device.parse("cpu"), Cancellation.NONE);

        assertThat(model.name()).isEqualTo("unet-2d-nuclei-broad");
        assertThat(model.warning()).isEmpty();
        assertThat(verification.outputs()).hasSize(1);
        assertThat(verification.outputs().get(0).absolute()).isLessThan(1e-5);
        assertThat(verification.isRight()).isTrue();
    }

    @Test
    void findsNucleiThroughItsPackageAndNotWithoutIt() throws IOException {
        Path folder = SharedData.path("onnx/bioimageio/unet2d_nuclei_broad");
        Model packaged = Model.read(folder);
        Model bare = Model.parse("bare", Files.readAllBytes(folder.resolve("weights.onnx")));

        double with = meanOverlap(packaged);
        double without = meanOverlap(bare);

        assertThat(with).isGreaterThan(0.75);
        assertThat(without).isLessThan(0.3);
    }

    /** Intersection over union of the foreground, on the first dim images of nuclei. */
    private static double meanOverlap(Model model) throws IOException {
        Path images = SharedData.path("dsb2018/images");
        Path labels = SharedData.path("dsb2018/labels");
        double sum = 0;
        try (Segmenter segmenter = Segmenter.open(model, Device.parse("cpu"));
                Stream<Path> files = Files.list(images)) {
            List<Path> dim = files.sorted()
                    .filter(file -> !Image.read(file).isColor())
                    .limit(IMAGES)
                    .toList();
            for (Path file : dim) {
                byte[] classes =
                        segmenter.segment(Image.read(file), Monitor.NONE).classes();
                Image truth = Image.read(labels.resolve(file.getFileName()));
                sum += overlap(classes, truth);
            }
        }
        return sum / IMAGES;
    }

    private static double overlap(byte[] classes, Image truth) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < classes.length; i++) {
            boolean found = classes[i] == 1;
            boolean there = truth.value(i % truth.width(), i / truth.width(), 0) > 0;
            both += found && there ? 1 : 0;
            either += found || there ? 1 : 0;
        }
        return either == 0 ? 1 : (double) both / either;
    }
}
