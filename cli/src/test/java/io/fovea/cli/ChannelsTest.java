package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of two stains, of which nothing is said but its shape, on the stacks that ImageJ writes. */
class ChannelsTest {
    @TempDir
    Path folder;

    private Path model;
    private Path stack;

    @BeforeEach
    void make() throws IOException {
        // The second class is where the first channel is brighter than the other by more than 50.
        Graph graph = Graph.create("stains", 13);
        graph.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, 2, -1, -1)));
        graph.put("w", Tensor.of(new float[] {0, 0, 1, -1}, 2, 2, 1, 1));
        graph.put("b", Tensor.of(new float[] {0, -50}, 2));
        graph.append(Node.of("Conv", List.of("x", "w", "b"), "y"));
        graph.addOutput(new ValueInfo("y", ElementType.FLOAT, Shape.of(-1, 2, -1, -1)));
        model = folder.resolve("stains.onnx");
        graph.write(model);
        // The first channel is bright in a quarter of each slice, the other in half of the rest.
        ImagePlus image = IJ.createHyperStack("", 8, 8, 2, 3, 1, 8);
        for (int i = 1; i <= 6; i++) {
            ImageProcessor plane = image.getStack().getProcessor(i);
            plane.setColor(200);
            plane.fillRect(0, i % 2 == 1 ? 0 : 2, 8, i % 2 == 1 ? 2 : 3);
            image.getStack().setSliceLabel(i % 2 == 1 ? "DAPI" : "GFP", i);
        }
        stack = folder.resolve("stack.tif");
        IJ.saveAsTiff(image, stack.toString());
    }

    private Cli.Result segment(Object... options) {
        return Cli.run(List.of("segment", stack, "--model", model, "--output", folder.resolve("out")), options);
    }

    private static String table(Path folder) throws IOException {
        return Files.readString(folder.resolve("out/segment.csv"));
    }

    @Test
    void goInTogetherWithoutAWord() throws IOException {
        assertThat(segment().code()).isZero();

        assertThat(table(folder))
                .contains("stack.tif#z1,8,8,,0.75,0.25\n")
                .contains("stack.tif#z3,8,8,,0.75,0.25\n")
                .doesNotContain("#c1");
        assertThat(Cli.written(folder.resolve("out")))
                .contains("stack-z0001-labels.png", "stack-z0003-overlay.png")
                .hasSize(12);
    }

    @Test
    void areChosenAndOrderedByNumberAndByName() throws IOException {
        for (String order : List.of("2,1", "GFP,DAPI", "gfp, dapi")) {
            assertThat(segment("--channel", order, "--slice", "2").code()).isZero();
            assertThat(table(folder)).contains("stack.tif#z2,8,8,,0.625,0.375\n");
        }
        assertThat(segment("--set", "channel-names=GFP,DAPI", "--slice", "2").code())
                .isZero();
        assertThat(table(folder)).contains("stack.tif#z2,8,8,,0.625,0.375\n");
    }

    @Test
    void thatDoNotFitAreNamed() {
        Path photo = folder.resolve("photo.png");
        Image.rgb8(8, 8, new byte[192]).write(photo);

        Cli.Result result = segment(photo);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("photo.png': The image is RGB, a colour picture, and the model takes 2 channels");
        assertThat(segment("--channel", "1").err())
                .contains("1 channel is chosen of '" + stack + "', and the model takes 2 channels.");
        assertThat(segment("--set", "channel-names=DAPI,Cy5").err())
                .contains("'" + stack + "' calls its channels DAPI, GFP, the model takes DAPI, Cy5; say which with"
                        + " --channel");
    }
}
