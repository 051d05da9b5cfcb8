package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.explain.Part.Extent;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.ClassChoice;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.ImagePredictor;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects and pixels of a segmentation: explained is the mean score of the class, before softmax, over the pixels. Of an image
 * that goes in at its own resolution only the object and what its pixels can see around it is shown to the network again.
 */
final class SegmentedParts implements PartFinder {
    private static final int LEAST_AROUND = 64;

    private final Segmenter segmenter;
    private final Anatomy anatomy;
    private final Optional<Integer> wanted;

    private SegmentedParts(Segmenter segmenter, Anatomy anatomy, Optional<Integer> wanted) {
        this.segmenter = segmenter;
        this.anatomy = anatomy;
        this.wanted = wanted;
    }

    static SegmentedParts open(Model model, ExplainOptions options, Question question, Device device) {
        if (!question.isOfPart()) {
            throw new FoveaException("What of the segmentation is to be explained against '"
                    + question.against().orElse("") + "' is not said; give an object or a pixel.");
        }
        Anatomy anatomy = Anatomy.of(model, options.keepActivation());
        List<Integer> classes = ClassChoice.indices(options.classes(), anatomy.card(), anatomy.classCount());
        if (classes.size() > 1) {
            throw new FoveaException(
                    "An object is explained for one class, and " + classes.size() + " were given; give one.");
        }
        return new SegmentedParts(
                Segmenter.open(model, device), anatomy, classes.stream().findFirst());
    }

    @Override
    public List<Part> find(Image image, Question question, Monitor monitor) {
        Segmentation found = segmenter.segment(image, monitor);
        List<Part> parts = new ArrayList<>();
        if (question.pixel().isPresent()) {
            parts.add(pixel(image, found, question.pixel().get(), question));
        }
        if (!question.objects().isEmpty()) {
            LabelMap objects = objects(found);
            for (int number : question.objects()) {
                parts.add(object(image, found, objects, number, question));
            }
        }
        return parts;
    }

    private LabelMap objects(Segmentation found) {
        if (!found.hasInstances()) {
            throw new FoveaException("The model '" + card().name()
                    + "' tells classes apart but no objects, so there is none of a number; give a pixel of it, X,Y.");
        }
        return found.instances(Segmentation.DEFAULT_MIN_SIZE);
    }

    private Part object(Image image, Segmentation found, LabelMap objects, int number, Question question) {
        if (number < 1 || number > objects.count()) {
            throw new FoveaException("The model '" + card().name() + "' finds " + objects.count()
                    + " objects in the image, and no object " + number + "; they are numbered as in the label image.");
        }
        int index = wanted.orElseGet(() -> card().task().foreground().orElse(anatomy.classCount() - 1));
        LabelMap.Bounds bounds = objects.bounds(number);
        int[] labels = objects.labels();
        byte[] mask = new byte[labels.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (labels[i] == number ? 255 : 0);
        }
        return part(
                "object" + number,
                Integer.toString(number),
                image,
                found,
                index,
                new Extent(
                        Image.gray8(image.width(), image.height(), mask),
                        new Cutout(bounds.x(), bounds.y(), bounds.width(), bounds.height())),
                question);
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
        return part(
                "at-" + at.x() + "-" + at.y(),
                at.toString(),
                image,
                found,
                index,
                new Extent(Image.gray8(image.width(), image.height(), mask), new Cutout(at.x(), at.y(), 1, 1)),
                question);
    }

    private Part part(
            String name, String title, Image image, Segmentation found, int index, Extent extent, Question question) {
        Input input = card().input();
        Cutout place = input.fit() == Fit.TILE ? around(extent.bounds(), input, image) : Cutout.whole(image);
        Image seen = place.from(image);
        Extent inside = new Extent(place.from(extent.mask()), extent.bounds().moved(-place.x(), -place.y()));
        InputFrame framing = framing(input, seen);
        FloatTensor tensor = FloatTensor.allocate(input.shape(framing.width(), framing.height()));
        if (input.fit() == Fit.TILE) {
            // Stretched as the whole image is, and with what follows on it.
            input.preparation()
                    .prepare(NonFinite.replaced(image))
                    .fill(place.x(), place.y(), framing.width(), framing.height(), tensor.data());
        } else {
            framing.fill(input.preparation(), image, tensor.data());
        }
        Region pixels = anatomy.region(framing, Optional.of(inside.mask()));
        Region region = question.against()
                .map(other -> anatomy.contrast(framing, pixels, index, index(other)))
                .orElse(pixels);
        return new Part(
                name,
                title,
                card().label(index),
                mean(found.probability(index), extent.mask()),
                anatomy,
                new ExplainedClass(tensor, framing, index, region),
                seen,
                place,
                Optional.of(inside));
    }

    private int index(String name) {
        return ClassChoice.index(name, anatomy.card(), anatomy.classCount());
    }

    private static InputFrame framing(Input input, Image seen) {
        if (input.fit() != Fit.TILE) {
            return InputFrame.of(input, seen);
        }
        int width = input.widthFor(seen.width());
        int height = input.heightFor(seen.height());
        return new InputFrame(width, height, seen.width(), seen.height(), seen.width(), seen.height());
    }

    /** The pixels that an object's scores depend on, from where strides fall as they do in the whole image. */
    private static Cutout around(Cutout bounds, Input input, Image image) {
        int multiple = Math.max(1, input.multiple());
        Cutout grown = bounds.grown(Math.max(LEAST_AROUND, input.halo()), image.width(), image.height());
        int width = input.isFree() ? grown.width() + grown.x() % multiple : input.widthFor(grown.width());
        int height = input.isFree() ? grown.height() + grown.y() % multiple : input.heightFor(grown.height());
        int left = input.isFree() ? grown.x() : centred(bounds.x() + bounds.width() / 2, width, image.width());
        int top = input.isFree() ? grown.y() : centred(bounds.y() + bounds.height() / 2, height, image.height());
        int x = left / multiple * multiple;
        int y = top / multiple * multiple;
        int across = input.isFree() ? Input.roundUp(width, multiple) : width;
        int down = input.isFree() ? Input.roundUp(height, multiple) : height;
        return new Cutout(x, y, Math.min(across, image.width() - x), Math.min(down, image.height() - y));
    }

    private static int centred(int middle, int length, int whole) {
        return Math.max(0, Math.min(whole - length, middle - length / 2));
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
    public ImagePredictor<?> predictor() {
        return segmenter;
    }
}
