package io.fovea.stroke;

import io.fovea.graph.Graph;
import io.fovea.linear.LinearHead;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.OutputValues;
import io.fovea.model.Provenance;
import io.fovea.task.Monitor;
import io.fovea.task.Probabilities;
import io.fovea.task.Segmentation;
import java.util.Locale;
import java.util.Optional;

/** What was learnt from strokes: the class of every pixel of any image. Immutable; valid while its network is open. */
public final class StrokeClassifier {
    private static final String STROKES = "strokes of ";

    private final PixelNetwork network;
    private final StrokeClasses classes;
    private final LinearHead head;
    private final int images;
    private final int pixels;

    StrokeClassifier(PixelNetwork network, StrokeClasses classes, LinearHead head, int images, int pixels) {
        this.network = network;
        this.classes = classes;
        this.head = classes.answered(head);
        this.images = images;
        this.pixels = pixels;
    }

    /** What it tells apart. */
    public StrokeClasses classes() {
        return classes;
    }

    /** Whether a model is one that was learnt from strokes, as its card says. */
    public static boolean isOne(Card card) {
        return card.provenance()
                .trainingData()
                .filter(data -> data.startsWith(STROKES))
                .isPresent();
    }

    /** How many painted pixels it was learnt from. */
    public int pixels() {
        return pixels;
    }

    /**
     * Says of every pixel what it shows. Blocks; fast where the image's features are known.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Segmentation predict(ImageFeatures image, Monitor monitor) {
        long start = System.nanoTime();
        float[][] probabilities = image.scores(head, monitor);
        Probabilities.apply(OutputValues.LOGITS, probabilities, probabilities[0].length);
        double seconds = (System.nanoTime() - start) * 1e-9;
        return Segmentation.of(card("strokes"), image.width(), image.height(), probabilities, seconds);
    }

    /**
     * The same as one model, from the image to probabilities at its size, which all of Fovea opens.
     *
     * @param name of the model
     */
    public Model model(String name) {
        Graph graph = network.with(head);
        graph.metadata().clear();
        card(name).writeTo(graph);
        return Model.of(graph);
    }

    private Card card(String name) {
        return Card.of(name, classes.task(), classes.answered(), network.input(), OutputValues.PROBABILITIES)
                .withProvenance(provenance());
    }

    private Provenance provenance() {
        Provenance base = network.base().card().provenance();
        String strokes = String.format(
                Locale.ROOT, STROKES + "%,d pixels on %d image%s", pixels, images, images == 1 ? "" : "s");
        String before = base.trainingData().map(data -> ", trained on " + data).orElse("");
        return new Provenance(
                Optional.of(strokes + "; features of '" + network.base().name() + "'" + before),
                Optional.empty(),
                base.license(),
                Optional.of("A pixel classifier trained by strokes: " + String.join(", ", classes.labels()) + "."));
    }
}
