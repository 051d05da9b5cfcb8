package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Color;
import io.fovea.model.Input;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTilesTest {

    @ParameterizedTest
    @CsvSource({"7, 5, 1", "1200, 1150, 1", "2501, 1300, 6"})
    void answerForEveryPixelOnce(int width, int height, int count) {
        ImageTiles plan = ImageTiles.of(Input.tiled(Color.GRAY, 40, 8), width, height);
        assertThat(plan.tiles()).hasSize(count);
        byte[] answered = new byte[width * height];
        for (ImageTiles.Tile tile : plan.tiles()) {
            assertThat(tile.answersFor(tile.fromX(), tile.toY() - 1)).isTrue();
            assertThat(tile.answersFor(tile.toX(), tile.fromY())).isFalse();
            for (int y = tile.fromY(); y < tile.toY(); y++) {
                for (int x = tile.fromX(); x < tile.toX(); x++) {
                    answered[y * width + x]++;
                }
            }
        }
        byte[] once = new byte[answered.length];
        Arrays.fill(once, (byte) 1);
        assertThat(Arrays.equals(answered, once)).isTrue();
    }
}
