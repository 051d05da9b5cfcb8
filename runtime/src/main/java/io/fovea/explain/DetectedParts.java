package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.ElementTrace;
import io.fovea.anatomy.ElementTrace.Source;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.WeightedElement;
import io.fovea.explain.Part.Extent;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.graph.Graph;
import io.fovea.graph.operator.ProbabilityKind;
import io.fovea.image.Image;
import io.fovea.image.Placement;
import io.fovea.image.PreparedImage;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.Detection;
import io.fovea.task.Detections;
import io.fovea.task.Detector;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Jobs;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.detect.Box;
import io.fovea.task.detect.BoxOrigin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Boxes of a detector: explained is the score of the place in the network's answer that gave the box, before its sigmoid or
 * softmax. Where the score is a product, such as that of objectness and class, it is the logarithm of the odds of the product,
 * linear in the logits around the answer.
 */
final class DetectedParts implements PartFinder {
    /** Below which a probability is as good as 0. */
    private static final double LEAST = 1e-6;

    private final ModelMemory memory;
    private final Detector detector;
    private final Model model;

    private DetectedParts(ModelMemory memory, Detector detector, Model model) {
        this.memory = memory;
        this.detector = detector;
        this.model = model;
    }

    static DetectedParts open(ModelMemory memory, ExplainOptions options, Question question, Device device) {
        Model model = memory.model();
        if (!question.isOfPart()) {
            throw new FoveaException("The model '" + model.name()
                    + "' finds objects; say which of them is to be explained by its number in detect.csv.");
        }
        if (!question.figure().equals(Figure.SCORE)) {
            throw new FoveaException(
                    "The model '" + model.name() + "' finds boxes, of which the score is explained; the "
                            + question.figure().word() + " is one of what classifies or segments.");
        }
        if (!options.classes().isEmpty() || question.against().isPresent()) {
            throw new FoveaException("A box is explained for the class that it was found as; leave the class out.");
        }
        Model fitted = Jobs.DETECT.fitted(model);
        return new DetectedParts(memory, Detector.open(fitted, device), fitted);
    }

    @Override
    public List<Part> find(Image image, Question question, Monitor monitor) {
        Detections answer = memory.answer(Detections.class, image, () -> detector.detect(image, monitor));
        List<Detection> objects = answer.found(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP);
        List<Box> boxes = answer.boxes(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP);
        Set<Integer> numbers = new LinkedHashSet<>(question.objects());
        question.pixel().ifPresent(at -> numbers.add(at(at, objects)));
        Optional<LabelMap> masks = answer.hasMasks()
                ? Optional.of(answer.instances(Detections.DEFAULT_SCORE, Detections.DEFAULT_OVERLAP))
                : Optional.empty();
        List<Part> parts = new ArrayList<>();
        for (int number : numbers) {
            if (number < 1 || number > boxes.size()) {
                throw new FoveaException("The model '" + card().name() + "' finds " + boxes.size()
                        + " objects in the image, and no object " + number
                        + "; they are numbered from 1 in the order of detect.csv.");
            }
            parts.add(part(number, image, objects.get(number - 1), boxes.get(number - 1), masks));
        }
        return parts;
    }

    /** The surest that has a pixel. */
    private static int at(Question.Pixel pixel, List<Detection> objects) {
        for (int i = 0; i < objects.size(); i++) {
            Detection object = objects.get(i);
            boolean across = pixel.x() >= object.x() && pixel.x() < object.x() + object.width();
            if (across && pixel.y() >= object.y() && pixel.y() < object.y() + object.height()) {
                return i + 1;
            }
        }
        throw new FoveaException("None of the " + objects.size() + " boxes has the pixel " + pixel + " in it.");
    }

    private Part part(int number, Image image, Detection object, Box box, Optional<LabelMap> masks) {
        BoxOrigin origin = box.origin();
        if (origin.scores().isEmpty() || origin.placement().isEmpty()) {
            throw new FoveaException("The model '" + card().name()
                    + "' sorts its boxes out itself, so that it cannot be told which place in it a box is from; an export"
                    + " without non-maximum suppression can be explained.");
        }
        Placement placement = origin.placement().get();
        Cutout place = seen(placement);
        Input input = card().input();
        PreparedImage prepared = input.preparation().prepare(image);
        FloatTensor tensor = FloatTensor.allocate(input.shape(placement.width(), placement.height()));
        boolean whole = place.equals(Cutout.whole(image));
        boolean placed = whole && placement.left() >= 0 && placement.top() >= 0;
        if (placed) {
            prepared.fillPlaced(placement, tensor.data());
        } else {
            prepared.fill(place.x(), place.y(), placement.width(), placement.height(), tensor.data());
        }
        InputFrame framing = placed
                ? InputFrame.of(placement)
                : new InputFrame(
                        placement.width(),
                        placement.height(),
                        place.width(),
                        place.height(),
                        place.width(),
                        place.height());
        Anatomy anatomy = Anatomy.ofElements(model, elements(box, placement), placement.width(), placement.height());
        return new Part(
                "object" + number,
                Integer.toString(number),
                object.label(),
                object.score(),
                anatomy,
                new ExplainedClass(tensor, framing, object.index(), anatomy.elements()),
                place.from(image),
                place,
                Optional.of(extent(number, object, place, masks)));
    }

    /** What of an image lies in the input. */
    private static Cutout seen(Placement placement) {
        int left = (int) Math.max(0, Math.round(placement.imageX(0)));
        int top = (int) Math.max(0, Math.round(placement.imageY(0)));
        int right = (int) Math.min(placement.imageWidth(), Math.round(placement.imageX(placement.width())));
        int bottom = (int) Math.min(placement.imageHeight(), Math.round(placement.imageY(placement.height())));
        return new Cutout(left, top, right - left, bottom - top);
    }

    private List<WeightedElement> elements(Box box, Placement placement) {
        Graph graph = model.graph().inQdqForm();
        List<BoxOrigin.Element> scores = box.origin().scores();
        ElementTrace trace = ElementTrace.of(
                graph,
                card().input().shape(placement.width(), placement.height()),
                scores.stream().map(BoxOrigin.Element::output).distinct().toList());
        List<Source> sources = scores.stream()
                .map(element -> trace.of(element.output(), element.index()))
                .toList();
        boolean logits = sources.stream().allMatch(source -> source.before() == ProbabilityKind.EACH);
        List<WeightedElement> elements = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            double weight = sources.size() == 1 ? 1 : logits ? ofLogit(box, i) : ofFactor(scores, i);
            elements.add(
                    new WeightedElement(sources.get(i).value(), sources.get(i).index(), (float) weight));
        }
        return elements;
    }

    /** The derivative of the logarithm of the odds of {@code (p1 p2 ...)^a} by the logit of one: {@code a (1 - p) / (1 - s)}. */
    private static double ofLogit(Box box, int index) {
        double other = Math.max(LEAST, 1 - box.origin().scores().get(index).value());
        return box.origin().power() * other / Math.max(LEAST, 1 - box.score());
    }

    /** The derivative of a product by a factor. */
    private static double ofFactor(List<BoxOrigin.Element> scores, int index) {
        double product = 1;
        for (int i = 0; i < scores.size(); i++) {
            product *= i == index ? 1 : scores.get(i).value();
        }
        return product;
    }

    /** The pixels of a mask, or all of the box where there is none. */
    private static Extent extent(int number, Detection object, Cutout place, Optional<LabelMap> masks) {
        int left = Math.max(0, (int) Math.floor(object.x()) - place.x());
        int top = Math.max(0, (int) Math.floor(object.y()) - place.y());
        int right = Math.min(place.width(), (int) Math.ceil(object.x() + object.width()) - place.x());
        int bottom = Math.min(place.height(), (int) Math.ceil(object.y() + object.height()) - place.y());
        Optional<LabelMap> own = masks.filter(labels -> number <= labels.count() && labels.area(number) > 0);
        byte[] mask = new byte[place.width() * place.height()];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                boolean outside = own.isPresent() && own.get().label(place.x() + x, place.y() + y) != number;
                mask[y * place.width() + x] = (byte) (outside ? 0 : 255);
            }
        }
        return new Extent(
                Image.gray8(place.width(), place.height(), mask), new Cutout(left, top, right - left, bottom - top));
    }

    @Override
    public boolean isOfOneAnatomy() {
        return false;
    }

    @Override
    public ImagePredictor<?> predictor() {
        return detector;
    }
}
