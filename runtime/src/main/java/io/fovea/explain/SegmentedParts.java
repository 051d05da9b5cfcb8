package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.Region;
import io.fovea.anatomy.ScoreFigure;
import io.fovea.explain.Part.Extent;
import io.fovea.image.Image;
import io.fovea.model.ClassChoice;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects and pixels of a segmentation: explained is the mean score of the class, before softmax, over the pixels, or how unsure
 * the model is of them.
 */
final class SegmentedParts implements PartFinder {
    private final ModelMemory memory;
    private final Segmenter segmenter;
    private final Anatomy anatomy;
    private final Optional<Integer> wanted;
    private final Optional<Anatomy> entropy;

    private SegmentedParts(
            ModelMemory memory,
            Segmenter segmenter,
            Anatomy anatomy,
            Optional<Integer> wanted,
            Optional<Anatomy> entropy) {
        this.memory = memory;
        this.segmenter = segmenter;
        this.anatomy = anatomy;
        this.wanted = wanted;
        this.entropy = entropy;
    }

    static PartFinder open(ModelMemory memory, ExplainOptions options, Question question, Device device) {
        boolean unsure = question.figure().equals(Figure.UNCERTAINTY);
        if (!question.isOfPart() && !unsure) {
            throw new FoveaException("What of the segmentation is to be explained against '"
                    + question.against().orElse("") + "' is not said; give an object or a pixel.");
        }
        Model model = memory.model();
        Anatomy anatomy = memory.anatomy(options.keepActivation());
        List<Integer> classes = ClassChoice.indices(options.classes(), anatomy.card(), anatomy.classCount());
        if (classes.size() > 1) {
            throw new FoveaException(
                    "An object is explained for one class, and " + classes.size() + " were given; give one.");
        }
        Optional<Integer> wanted = classes.stream().findFirst();
        if (question.figure().equals(Figure.VALLEY)) {
            return ObjectValley.open(memory, anatomy, wanted, device);
        }
        Optional<Anatomy> entropy =
                unsure ? Optional.of(anatomy.explaining(model, new ScoreFigure.Entropy())) : Optional.empty();
        return new SegmentedParts(memory, Segmenter.open(model, device), anatomy, wanted, entropy);
    }

    @Override
    public List<Part> find(Image image, Question question, Monitor monitor) {
        if (!question.isOfPart()) {
            SegmentedView view = SegmentedView.of(card().input(), image, Optional.empty());
            return List.of(unsure(question.figure().word(), "", view));
        }
        SegmentedImage answer = answer(memory, segmenter, image, monitor);
        Segmentation found = answer.found();
        List<Part> parts = new ArrayList<>();
        if (question.pixel().isPresent()) {
            parts.add(pixel(image, found, question.pixel().get(), question));
        }
        if (!question.objects().isEmpty()) {
            LabelMap objects = objects(answer, card().name());
            for (int number : question.objects()) {
                parts.add(object(image, found, objects, number, question));
            }
        }
        return parts;
    }

    @Override
    public Optional<LabelMap> objects(Image image, Monitor monitor) {
        return answer(memory, segmenter, image, monitor).objects();
    }

    /** What a model says of an image, unless it was asked about that last. */
    static SegmentedImage answer(ModelMemory memory, Segmenter segmenter, Image image, Monitor monitor) {
        return memory.answer(SegmentedImage.class, image, () -> new SegmentedImage(segmenter.segment(image, monitor)));
    }

    /** The objects of an answer. */
    static LabelMap objects(SegmentedImage answer, String model) {
        return answer.objects()
                .orElseThrow(
                        () -> new FoveaException(
                                "The model '" + model
                                        + "' tells classes apart but no objects, so there is none of a number; give a pixel of it, X,Y."));
    }

    /** The class that objects are made of, unless another is asked for. */
    static int foreground(Anatomy anatomy, Optional<Integer> wanted) {
        return wanted.orElseGet(() -> anatomy.card().task().foreground().orElse(anatomy.classCount() - 1));
    }

    /** Where an object lies in its image. */
    static Extent extent(LabelMap objects, int number, String model) {
        if (number < 1 || number > objects.count()) {
            throw new FoveaException("The model '" + model + "' finds " + objects.count()
                    + " objects in the image, and no object " + number + "; they are numbered as in the label image.");
        }
        LabelMap.Bounds bounds = objects.bounds(number);
        int[] labels = objects.labels();
        byte[] mask = new byte[labels.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (labels[i] == number ? 255 : 0);
        }
        return new Extent(
                Image.gray8(objects.width(), objects.height(), mask),
                new Cutout(bounds.x(), bounds.y(), bounds.width(), bounds.height()));
    }

    private Part object(Image image, Segmentation found, LabelMap objects, int number, Question question) {
        Extent extent = extent(objects, number, card().name());
        String title = Integer.toString(number);
        return part("object" + number, title, image, found, foreground(anatomy, wanted), extent, question);
    }

    private Part pixel(Image image, Segmentation found, Question.Pixel at, Question question) {
        if (at.x() < 0 || at.y() < 0 || at.x() >= image.width() || at.y() >= image.height()) {
            throw new FoveaException("The pixel " + at + " lies outside the image of " + image.width() + "x"
                    + image.height() + " pixels.");
        }
        int place = at.y() * image.width() + at.x();
        byte[] mask = new byte[image.width() * image.height()];
        mask[place] = (byte) 255;
        int index = wanted.orElseGet(() -> found.classes()[place] & 0xff);
        Extent extent = new Extent(Image.gray8(image.width(), image.height(), mask), new Cutout(at.x(), at.y(), 1, 1));
        return part("at-" + at.x() + "-" + at.y(), at.toString(), image, found, index, extent, question);
    }

    private Part part(
            String name, String title, Image image, Segmentation found, int index, Extent extent, Question question) {
        SegmentedView view = SegmentedView.of(card().input(), image, Optional.of(extent));
        if (entropy.isPresent()) {
            return unsure(name + "-" + question.figure().word(), title, view);
        }
        Region pixels = view.pixels(anatomy);
        Region region = question.against()
                .map(other -> anatomy.contrast(view.framing(), pixels, index, index(other)))
                .orElse(pixels);
        double probability = mean(found.probability(index), extent.mask());
        return view.part(name, title, card().label(index), probability, anatomy, index, region);
    }

    private Part unsure(String name, String title, SegmentedView view) {
        Anatomy of = entropy.orElseThrow();
        Region region = of.mean(view.framing(), view.pixels(of));
        return view.part(name, title, Figure.UNCERTAINTY.word(), Double.NaN, of, 0, region);
    }

    private int index(String name) {
        return ClassChoice.index(name, anatomy.card(), anatomy.classCount());
    }

    private static double mean(float[] values, Image mask) {
        byte[] inside = mask.bytes();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            sum += inside[i] == 0 ? 0 : values[i];
            count += inside[i] == 0 ? 0 : 1;
        }
        return sum / count;
    }

    @Override
    public boolean isOfOneAnatomy() {
        return true;
    }

    @Override
    public ImagePredictor<?> predictor() {
        return segmenter;
    }
}
