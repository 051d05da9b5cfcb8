package io.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.model.CardFacts;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Nets;
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
        Inspection inspection =
                Inspection.of(Nets.thresholdTrimap().with(CardFacts.NONE.with("output", "elsewhere")), Device.CPU);
        assertThat(inspection.able()).isEmpty();
        assertThat(inspection.troubles()).anyMatch(sentence -> sentence.contains("'elsewhere'"));
    }
}
