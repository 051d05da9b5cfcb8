package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.image.Image;
import io.fovea.image.PreparedImage;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.DeviceMemoryException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device with too little memory, played by what is asked for answers. */
class TileLimitTest {
    private static final Image IMAGE = Nets.noise(500, 400, 1, 7);

    private final List<Long> tried = new ArrayList<>();

    @Test
    void whatDoesNotFitGoesInInSmallerTilesFromThenOn() {
        Model model = Nets.thresholdTrimap();
        try (ModelSession network = ModelSession.open(model, Device.CPU)) {
            List<String> small = answers(network, model, 40_000);

            assertThat(tried.get(0)).isEqualTo(200_000);
            assertThat(tried).filteredOn(pixels -> pixels > 40_000).hasSizeBetween(2, 3);
            assertThat(tried.get(tried.size() - 1)).isBetween(1L, 40_000L);
            int first = tried.size();
            assertThat(answers(network, model, 40_000)).isEqualTo(small);
            assertThat(tried.subList(first, tried.size())).allMatch(pixels -> pixels <= 40_000);
        }
        try (ModelSession network = ModelSession.open(model, Device.CPU)) {
            // The whole at once, whose parts are others, has the same values.
            List<String> whole = answers(network, model, Integer.MAX_VALUE);
            try (ModelSession other = ModelSession.open(model, Device.CPU)) {
                assertThat(answers(other, model, 40_000)).containsExactlyInAnyOrderElementsOf(whole);
            }
        }
    }

    @Test
    void whereEvenSmallTilesDoNotFitThatIsTold() {
        Model model = Nets.thresholdTrimap();
        try (ModelSession network = ModelSession.open(model, Device.CPU)) {
            assertThatThrownBy(() -> answers(network, model, 10)).isInstanceOf(DeviceMemoryException.class);
        }
    }

    /** The scores of every 20th pixel, with its place. */
    private List<String> answers(ModelSession network, Model model, int room) {
        Input input = model.card().input();
        Passage passage = new Passage("t", input, 1_000_000, Passage.Scale.SAME, (workspace, image, cancel) -> {
            long pixels = image.shape()[2] * image.shape()[3];
            tried.add(pixels);
            if (pixels > room) {
                throw new DeviceMemoryException("CUDA failure 2: out of memory", null);
            }
            return List.of(workspace.run(image, cancel));
        });
        PreparedImage prepared = input.preparation().prepare(IMAGE);
        List<String> answers = new ArrayList<>();
        Workspace workspace = network.borrow();
        passage.run(prepared, workspace, Monitor.NONE, part -> {
            float[][] row = new float[part.channels()][part.columns()];
            for (int y = part.down().from(); y < part.lastRow(); y++) {
                part.read(y, row);
                for (int x = 0; x < part.columns(); x++) {
                    int place = y * 500 + part.across().from() + x;
                    if (place % 20 == 0) {
                        answers.add(place + " " + row[0][x] + " " + row[1][x]);
                    }
                }
            }
        });
        network.giveBack(workspace);
        return answers;
    }
}
