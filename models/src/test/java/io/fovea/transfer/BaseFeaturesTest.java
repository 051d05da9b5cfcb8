package io.fovea.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Skipped;
import io.fovea.data.Target;
import io.fovea.fit.TrainingMonitor;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Preparation;
import io.fovea.model.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaseFeaturesTest {
    private static final Preparation PLAIN = Input.resized(2, 2, Color.GRAY).preparation();

    @Test
    void featuresAreWhatTheBaseAnswers() {
        BaseFeatures features = features(2);

        assertThat(features.size()).isEqualTo(2);
        assertThat(features.assemble(List.of(1), 0).inputs()).containsExactly(20);
    }

    @Test
    void thePartsThatAreKeptTogetherHaveToFitTogether() {
        assertThatThrownBy(() -> features(Integer.MAX_VALUE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("The features would take 8191 MB");
    }

    private static BaseFeatures features(int kept) {
        Graph base = Graph.create("mean", 13);
        base.addInput(new ValueInfo("x", ElementType.FLOAT, Shape.of(-1, 1, 2, 2)));
        base.append(Node.of("GlobalAveragePool", List.of("x"), "mean"));
        base.addOutput(new ValueInfo("mean", ElementType.FLOAT, Shape.of(-1, 1, 1, 1)));
        Dataset examples = Dataset.of(2, index -> {
            byte value = (byte) (10 * (index + 1));
            Image image = Image.gray8(2, 2, new byte[] {value, value, value, value});
            return new Example("e" + index, image, new Target.ClassIndex(index));
        });
        return BaseFeatures.of(base, examples, kept, PLAIN, 2, 2, new Skipped(), TrainingMonitor.NONE);
    }
}
