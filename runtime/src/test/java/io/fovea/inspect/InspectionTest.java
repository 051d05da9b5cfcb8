package io.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.graph.Attributes;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.ValueInfo;
import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Nets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionTest {
    @Test
    void saysWhereFactsComeFromAndWhatWorks() {
        Model model = Model.of(Nets.randomEncoderDecoder(1)).with(CardFacts.NONE.with("color", "bgr"));
        Inspection inspection = Inspection.of(model, Device.CPU);
        assertThat(inspection.facts())
                .extracting(fact -> fact.key() + " " + fact.value() + " " + fact.basis())
                .contains(
                        "task segmentation deduced",
                        "color bgr told",
                        "pixels 0..255 convention (scaled in the graph)",
                        "fit tile deduced");
        assertThat(inspection.unknown()).containsExactlyElementsOf(model.card().assumptions());
        assertThat(inspection.able())
                .containsExactly("It segments, on cpu.", "It can be explained by Grad-CAM, on cpu.");
        assertThat(inspection.troubles()).isEmpty();
    }

    @Test
    void saysWhatFails() {
        Graph graph = Nets.thresholdTrimap().graph();
        graph.append(new Node("odd", "my.domain", "Odd", List.of("x"), List.of("more"), Attributes.NONE));
        graph.addOutput(new ValueInfo("more", ElementType.FLOAT, Shape.of(1)));

        Inspection inspection = Inspection.of(Model.of(graph), Device.CPU);

        assertThat(inspection.able()).noneMatch(sentence -> sentence.contains("segments"));
        assertThat(inspection.troubles()).anyMatch(sentence -> sentence.contains("my.domain"));
    }

    @Test
    void anOutputThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> Nets.thresholdTrimap().with(CardFacts.NONE.with("output", "elsewhere")))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model has no output 'elsewhere'. Its outputs are: y.");
    }
}
