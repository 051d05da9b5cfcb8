package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.image.Image;
import io.fovea.model.KnownImages;
import io.fovea.model.Model;
import io.fovea.model.Trust;
import io.fovea.session.Device;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerMeansTest {

    /** Pixels of 200 have the scores 30, -115 and 0, of which a layer of half precision has the same. */
    @Test
    void layersOfHalfPrecisionAreCompared() {
        Graph graph = Nets.thresholdTrimap().graph();
        graph.append(Node.of("Cast", List.of("y"), "half", Attributes.NONE.with("to", ElementType.FLOAT16.code())));
        Nets.thresholdTrimap()
                .card()
                .withTrust(new Trust(1, Optional.empty(), Optional.empty(), 1))
                .writeTo(graph);
        KnownImages.of(List.of("half"), List.of(new float[] {30, -115, 0}, new float[] {20, -105, 1}), 1)
                .writeTo(graph);
        byte[] pixels = new byte[64];
        Arrays.fill(pixels, (byte) 200);

        try (Segmenter segmenter = Segmenter.open(Model.of(graph), Device.CPU)) {
            Likeness likeness =
                    segmenter.segment(Image.gray8(8, 8, pixels), Monitor.NONE).likeness();

            assertThat(likeness.features()).containsExactly(new float[] {30, -115, 0}, within(0.1f));
            assertThat(likeness.unlike()).isPresent();
        }
    }
}
