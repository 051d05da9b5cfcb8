package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Placement;
import io.fovea.image.Preparation;
import io.fovea.model.Activation;
import io.fovea.model.Card;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.detect.Answer;
import io.fovea.task.detect.Box;
import io.fovea.task.detect.BoxReader;
import io.fovea.task.detect.Suppression;
import java.util.List;
import java.util.Map;

/**
 * Finds objects in images.
 *
 * <pre>{@code
 * try (Detector detector = Detector.open(Model.read(file), Device.AUTO)) {
 *     Detections result = detector.detect(Image.read(photo), Monitor.NONE);
 *     result.found(0.25, 0.45).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Blocks; thread-safe. Owns native memory until closed.
 */
public final class Detector implements ImagePredictor<Detections> {
    /** What is less probable is kept of no answer; COCO's evaluation asks for no less either. */
    private static final double LEAST_SCORE = 0.001;

    private static final int MOST_BOXES = 30_000;

    private final Network network;
    private final BoxReader reader;
    private final Preparation preparation;

    private Detector(Network network, BoxReader reader, Preparation preparation) {
        this.network = network;
        this.reader = reader;
        this.preparation = preparation;
    }

    /**
     * Loads a detector.
     *
     * @throws FoveaException if the model finds no objects, how its answers are to be read is not known, or the device is
     *     not there
     */
    public static Detector open(Model model, Device device) {
        Jobs.DETECT.require(model);
        Card card = model.card();
        if (card.input().fit() == Fit.TILE) {
            throw new FoveaException("The model '" + model.name()
                    + "' finds objects, which are not looked for in tiles; give fit=letterbox or fit=resize.");
        }
        BoxReader reader = BoxReader.of(card.head());
        Preparation preparation = card.input().preparation();
        return new Detector(Network.open(model, device), reader, preparation);
    }

    @Override
    public Device device() {
        return network.device();
    }

    @Override
    public Card card() {
        return network.card();
    }

    @Override
    public Detections predict(Image image, Monitor monitor) {
        return detect(image, monitor);
    }

    /**
     * Finds the objects of an image of any size and depth. Of values that are no numbers (NaN, infinite) the least number
     * is seen.
     *
     * @throws FoveaException if no value is a number, or the answer is not what the head of such a detector gives
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Detections detect(Image image, Monitor monitor) {
        Image numbers = NonFinite.replaced(image);
        Placement placement = placement(numbers);
        Workspace workspace = network.borrow();
        try {
            FloatTensor tensor = workspace.input(card().input().shape(placement.width(), placement.height()));
            preparation.prepare(numbers).fillPlaced(placement, tensor.data());
            List<Box> boxes = reader.read(answer(workspace.runAll(tensor, monitor), placement));
            if (boxes.stream().anyMatch(box -> Float.isNaN(box.score()))) {
                throw new FoveaException("The model '" + card().name()
                        + "' answers with values that are no numbers; the pixels may want another scale than its card"
                        + " says.");
            }
            List<Box> inImage = Suppression.sure(boxes, LEAST_SCORE).stream()
                    .limit(MOST_BOXES)
                    .map(box -> new Box(
                            box.index(),
                            box.score(),
                            placement.imageX(box.left()),
                            placement.imageY(box.top()),
                            placement.imageX(box.right()),
                            placement.imageY(box.bottom())))
                    .toList();
            return new Detections(
                    inImage,
                    card()::label,
                    reader.leavesOverlaps(),
                    image.width(),
                    image.height(),
                    workspace.seconds());
        } finally {
            network.giveBack(workspace);
        }
    }

    private Placement placement(Image image) {
        Input input = card().input();
        int width = input.widthFor(image.width());
        int height = input.heightFor(image.height());
        return input.fit() == Fit.LETTERBOX
                ? Placement.within(width, height, image, card().head().isInCorner())
                : Placement.filling(width, height, image);
    }

    private Answer answer(Map<String, FloatTensor> outputs, Placement placement) {
        Activation activation = card().activation();
        boolean shared = activation == Activation.LOGITS || activation == Activation.PROBABILITIES;
        boolean probable = activation == Activation.PROBABILITIES || activation == Activation.INDEPENDENT_PROBABILITIES;
        return new Answer(
                outputs,
                card().output(),
                placement.width(),
                placement.height(),
                card().labels().size(),
                shared,
                probable);
    }

    @Override
    public void close() {
        network.close();
    }
}
