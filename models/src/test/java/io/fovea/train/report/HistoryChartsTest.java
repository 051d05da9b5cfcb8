package io.fovea.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.fit.History;
import io.fovea.recipe.MonitoredValue;
import io.fovea.score.Reliability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryChartsTest {

    private static History history(Map<String, Double> details) {
        History history = new History();
        for (int i = 1; i <= 3; i++) {
            history.add(new History.Epoch(i, 1, 0.5, 4 - i, 0.5, 1e-3, 1, Map.of(), details));
        }
        return history;
    }

    @Test
    void eachLabelHasACurveAndEachLayerAPoint() {
        String html = new HistoryCharts(
                        history(new java.util.TreeMap<>(Map.of(
                                "gradient_norm:conv2d", 1e-4,
                                "gradient_norm:dense", 0.5,
                                "val_f1:0", 0.25,
                                "val_f1:1", Double.NaN))),
                        MonitoredValue.VAL_LOSS,
                        List.of("cat & kitten", "dog"))
                .toHtml();

        assertThat(html)
                .contains("Learning rate", ">cat &amp; kitten</text>", ">dog</text>")
                .contains("Length of each layer&#39;s gradient", "Layers: 1 conv2d, 2 dense.", "epoch 1", "epoch 3")
                .contains("vertical axis logarithmic")
                .doesNotContain("val_f1", "gradient_norm");
    }

    @Test
    void aHistoryWithoutDetailsHasNeither() {
        assertThat(new HistoryCharts(history(Map.of()), MonitoredValue.VAL_LOSS, List.of("cat", "dog")).toHtml())
                .contains("Learning rate")
                .doesNotContain("Of each", "gradient");
    }

    @Test
    void theReliabilityDiagramSaysWhichWayAModelErrs() {
        Reliability calibration = new Reliability();
        calibration.add(0.95, false);
        calibration.add(0.95, true);

        assertThat(ReliabilityChart.toHtml(calibration, "images", "the most probable class"))
                .contains("Expected calibration error 0.4500", "it is surer than it is right", "0.9 to 1.0: 2");
        assertThat(ReliabilityChart.toHtml(new Reliability(), "images", "a class"))
                .isEmpty();
    }
}
