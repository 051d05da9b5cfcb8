package io.fovea.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.recipe.MonitoredValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void csvKeepsEveryNumberToTheLastBit() {
        History history = new History();
        history.add(new History.Epoch(1, 1 / 3.0, 0.1, Double.NaN, 2e-9, 1e-3, 12.5, Map.of()));
        history.add(new History.Epoch(2, Math.PI, 0.2, 0.3, 0.4, 1e-4, 12.5, Map.of("val_mean_iou", 2 / 3.0)));
        assertThat(history.toCsv())
                .startsWith("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,val_mean_iou\n1,0.333");
        assertThat(History.ofCsv(history.toCsv())).isEqualTo(history);
    }

    @Test
    void historiesOfEarlierVersionsAreRead() {
        History history = History.ofCsv("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds\n"
                + "1,0.500000,0.900000,0.400000,0.950000,1.000e-03,3.25\n");
        assertThat(history.epochs()).containsExactly(new History.Epoch(1, 0.5, 0.9, 0.4, 0.95, 1e-3, 3.25, Map.of()));
    }

    @Test
    void theBestEpochIsTheFirstOfTheLowestLossOrTheHighestScore() {
        History history = new History();
        double[][] values = {{0.5, 0.7}, {0.3, Double.NaN}, {0.3, 0.8}, {0.4, 0.8}};
        for (int i = 0; i < values.length; i++) {
            history.add(new History.Epoch(i + 1, 0, 0, values[i][0], 0, 0, 0, Map.of("val_mean_iou", values[i][1])));
        }
        assertThat(history.best(MonitoredValue.VAL_LOSS))
                .map(History.Epoch::epoch)
                .contains(2);
        assertThat(history.best(MonitoredValue.VAL_MEAN_IOU))
                .map(History.Epoch::epoch)
                .contains(3);
        assertThat(new EpochRanking(MonitoredValue.VAL_LOSS).epochsSinceBest(history))
                .isEqualTo(2);
        assertThat(new History().best(MonitoredValue.VAL_LOSS)).isEmpty();
        assertThatThrownBy(() -> history.best(MonitoredValue.VAL_TOP5))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("val_accuracy")
                .hasMessageContaining("val_mean_iou");
    }
}
