package io.fovea.export;

import io.fovea.FoveaException;
import io.fovea.anatomy.InputFrame;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.HeatMap;
import io.fovea.image.Image;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import io.fovea.task.Monitor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Holds an explanation that was written into a model against the one that Fovea makes itself. */
final class HeatCheck {
    private static final double TOLERANCE = 1e-5;
    private static final int SIDE = 256;
    private static final long SEED = 1;

    private HeatCheck() {}

    /**
     * Compares the two of an image of spots, of the model's size, for the top class and the first.
     *
     * @throws FoveaException if they differ
     */
    static void require(Model model, ExplainOptions options, Model explained) {
        Input input = model.card().input();
        Image image = spots(input);
        InputFrame frame = InputFrame.of(input, image);
        try (Explainer explainer = Explainer.openForAnyClass(model, options, Device.CPU);
                Session session = Session.open(explained.onnx(), Device.CPU)) {
            if (!explainer.options().method().equals(options.method())) {
                throw new FoveaException("The model '" + model.name() + "' has no gradients that "
                        + options.method().id() + " needs, so there is no explanation to write into it.");
            }
            for (int wanted : new int[] {-1, 0}) {
                HeatMap map = explainer
                        .explain(image, Optional.empty(), wanted < 0 ? List.of() : List.of(wanted), Monitor.NONE)
                        .get(0)
                        .map();
                float[] expected = map.on(frame.width(), frame.height());
                requireSame(model, expected, heat(session, frame.tensor(input, image), wanted));
            }
        }
    }

    private static void requireSame(Model model, float[] expected, float[] found) {
        double most = found.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(expected.length, found.length); i++) {
            most = Math.max(most, Math.abs(expected[i] - found[i]));
        }
        if (!(most <= TOLERANCE)) {
            throw new FoveaException(String.format(
                    Locale.ROOT,
                    "The explanation that was written into '%s' differs from Fovea's own by %.1g, where %.0e is allowed; nothing"
                            + " was written. Try another layer or method.",
                    model.name(),
                    most,
                    TOLERANCE));
        }
    }

    private static float[] heat(Session session, FloatTensor image, int wanted) {
        Map<String, FloatTensor> given = new HashMap<>();
        session.inputs().forEach(info -> given.put(info.name(), image));
        given.put(ExplainedModel.CLASS, FloatTensor.of(new float[] {wanted}, 1));
        return session.run(given, Set.of(ExplainedModel.HEAT), Cancellation.NONE)
                .get(ExplainedModel.HEAT)
                .toArray();
    }

    /** So that a network has something to see. */
    private static Image spots(Input input) {
        int width = input.widthFor(SIDE);
        int height = input.heightFor(SIDE);
        int columns = Math.max(2, width / 8);
        int rows = Math.max(2, height / 8);
        byte[] pixels = new byte[columns * rows * input.channels()];
        new Random(SEED).nextBytes(pixels);
        Image coarse =
                switch (input.color()) {
                    case RGB, BGR -> Image.rgb8(columns, rows, pixels);
                    case GRAY -> Image.gray8(columns, rows, pixels);
                    case CHANNELS -> Image.channels8(columns, rows, input.channels(), pixels);
                };
        return coarse.resized(width, height);
    }
}
