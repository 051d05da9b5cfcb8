package io.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.SharedData;
import io.fovea.explain.measure.Localisation;
import io.fovea.explain.measure.MapScores;
import io.fovea.explain.method.Method;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network by others on a photo: SqueezeNet in half precision, which sees a cat. */
@Tag("shared-data")
class ForeignExplanationsTest {
    private static final List<String> CAT = List.of("285");

    private final Image chelsea = Image.read(SharedData.path("photos/chelsea.png"));
    private final Model squeezeNet = Model.read(SharedData.path("onnx/models/squeezenet-fp16.onnx"));

    @ParameterizedTest
    @ValueSource(
            strings = {"grad-cam", "grad-cam++", "hirescam", "layercam", "xgrad-cam", "eigen-cam", "eigen-grad-cam"})
    void theHottestPixelLiesOnTheCatsFace(String method) {
        ExplainOptions options =
                ExplainOptions.DEFAULT.withMethod(Method.parse(method)).withClasses(CAT);
        try (Explainer explainer = Explainer.open(squeezeNet, options, Device.CPU)) {
            Explanation explanation = explainer.explain(chelsea, Monitor.NONE).get(0);

            assertThat(explanation.layer()).isEqualTo("fire9");
            assertThat(explanation.probability()).isGreaterThan(0.5);
            assertThat(Localisation.of(explanation.map().heat(), face()).pointing())
                    .isEqualTo(1);
            assertThat(share(explanation.map().heat())).isGreaterThan(0.7);
        }
    }

    @Test
    void insertingWhatIsHotGivesTheCatBackAndDeletingItTakesItAway() {
        ExplainOptions options = ExplainOptions.DEFAULT.withClasses(CAT);
        try (Explainer explainer = Explainer.open(squeezeNet, options, Device.CPU);
                MapScores scores = MapScores.open(squeezeNet, options, Device.CPU)) {
            Explanation explanation = explainer.explain(chelsea, Monitor.NONE).get(0);
            MapScores.Scored scored = scores.score(chelsea, explanation, Optional.of(face()), Monitor.NONE);

            assertThat(scored.insertion()).isGreaterThan(scored.deletion());
            assertThat(Math.abs(scored.randomised())).isLessThan(0.7);
        }
    }

    /** The face of 451x300 pixels' photo as a box. */
    private static Image face() {
        byte[] mask = new byte[451 * 300];
        for (int y = 20; y < 280; y++) {
            Arrays.fill(mask, y * 451 + 60, y * 451 + 380, (byte) 1);
        }
        return Image.gray8(451, 300, mask);
    }

    /** How much of the heat lies on the face, which is 61 % of the photo. */
    private static double share(Image heat) {
        Image face = face();
        double on = 0;
        double all = 0;
        for (int i = 0; i < heat.floats().length; i++) {
            all += heat.floats()[i];
            on += face.bytes()[i] * heat.floats()[i];
        }
        return on / all;
    }
}
