package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.explain.method.Method;
import io.fovea.explain.method.PreparedMethod;
import io.fovea.explain.method.PreparedMethod.Result;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Jobs;
import io.fovea.task.LabelMap;
import io.fovea.task.Monitor;
import io.fovea.task.Refusals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says why a model answers so in a part of an image: an object of a segmentation, a box of a detector, a pixel; or what speaks
 * for one class and not for another, for a number that was learnt, or for another {@link Figure} of the answer.
 *
 * <pre>{@code
 * Question third = Question.objects(3);
 * try (PartExplainer explainer = PartExplainer.open(model, ExplainOptions.DEFAULT, third, Device.AUTO)) {
 *     PartExplanation why = explainer.explain(image, Monitor.NONE).get(0);
 *     HeatDrawing.DEFAULT.draw(why).write(Path.of("why.png"));
 * }
 * }</pre>
 *
 * <p>The model answers first; from the answer follows which scalar of its raw output is explained. Where that is the same number
 * of the network for all images, it is differentiated once. Blocks; thread-safe. Owns native memory until closed.
 */
public final class PartExplainer implements AutoCloseable {
    /** A cosine that single precision hardly tells from 1. */
    private static final double AS_LIKE_AS_CAN_BE = 1 - 1e-6;

    private final PartFinder finder;
    private final ExplainOptions options;
    private final Question question;
    private final Device device;
    private final Map<Anatomy, ReadyMethod> kept = new HashMap<>();

    private PartExplainer(PartFinder finder, ExplainOptions options, Question question, Device device) {
        this.finder = finder;
        this.options = options;
        this.question = question;
        this.device = device;
    }

    /**
     * Loads a model.
     *
     * @throws FoveaException if it has no such parts, or a class is not there, or the device; or if the map of the method is
     *     the same {@linkplain Method#dependsOnScore whatever is asked}
     */
    public static PartExplainer open(Model model, ExplainOptions options, Question question, Device device) {
        return open(new ModelMemory(model), options, question, device);
    }

    /**
     * Loads a model of which something may have been found out before.
     *
     * @param memory which others have, too; it is not closed with this one
     * @throws FoveaException as of {@link #open(Model, ExplainOptions, Question, Device)}
     */
    public static PartExplainer open(ModelMemory memory, ExplainOptions options, Question question, Device device) {
        if (!options.method().dependsOnScore()) {
            throw new FoveaException("The method " + options.method().id() + " shows the same for every score of an"
                    + " answer, and what is explained here is one of them; take another, such as hirescam.");
        }
        boolean ofClass =
                question.figure().equals(Figure.SCORE) || question.figure().equals(Figure.VALLEY);
        if (!ofClass && !options.classes().isEmpty()) {
            throw new FoveaException("The " + question.figure().word() + " is of no class; leave '"
                    + String.join(", ", options.classes()) + "' out.");
        }
        return new PartExplainer(finder(memory, options, question, device), options, question, device);
    }

    /** Whether it answers a question about a model, which {@link Explainer} does not. */
    public static boolean answers(Model model, Question question) {
        return !question.equals(Question.WHOLE)
                || Jobs.MEASURE.tasks().contains(model.card().task());
    }

    private static PartFinder finder(ModelMemory memory, ExplainOptions options, Question question, Device device) {
        Model model = memory.model();
        if (question.figure() instanceof Figure.Similarity similarity) {
            return SimilarImages.open(model, similarity, device);
        }
        return switch (model.card().task().scored()) {
            case PIXELS -> SegmentedParts.open(memory, options, question, device);
            case OBJECTS -> DetectedParts.open(memory, options, question, device);
            case IMAGES -> WholeAnswer.ofClass(memory, options, question, device);
            case NOTHING -> {
                if (!Jobs.MEASURE.tasks().contains(model.card().task())) {
                    throw Refusals.cannot(model, "be explained");
                }
                yield WholeAnswer.ofNumber(memory, options, question, device);
            }
        };
    }

    /** The device really used. */
    public Device device() {
        return finder.device();
    }

    /** What the model means. */
    public Card card() {
        return finder.card();
    }

    /** What tells the network from every other: see {@link Model#fingerprint}. Blocks on the disk. */
    public String fingerprint() {
        return finder.fingerprint();
    }

    /** How it is explained, as was asked for. */
    public ExplainOptions options() {
        return options;
    }

    /** What is explained, unless another question is asked. */
    public Question question() {
        return question;
    }

    /**
     * The objects that the model finds in an image, as {@link Question#objects} counts them; nothing of a model that finds boxes,
     * tells no objects apart, or answers for images as a whole. Blocks while it is asked, unless it was about that image last.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Optional<LabelMap> objects(Image image, Monitor monitor) {
        NonFinite.refuse(image);
        return finder.objects(image, monitor);
    }

    /**
     * Explains an image of any size and depth.
     *
     * @return one explanation for each part asked for, in their order
     * @throws FoveaException if the model finds no such part, a value of the image is no number, an operator of the model has no
     *     gradient that the method needs, or the memory does not suffice
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public List<PartExplanation> explain(Image image, Monitor monitor) {
        return explain(image, question, monitor);
    }

    /**
     * Answers another question than it was opened for, as {@link #explain(Image, Monitor)} does.
     *
     * @param other of the same {@linkplain Question#kind kind}
     * @throws IllegalArgumentException if it is of another
     */
    public List<PartExplanation> explain(Image image, Question other, Monitor monitor) {
        if (!other.kind().equals(question.kind())) {
            throw new IllegalArgumentException(other + " is no question such as " + question);
        }
        NonFinite.refuse(image);
        List<PartExplanation> explanations = new ArrayList<>();
        for (Part part : finder.find(image, other, monitor)) {
            monitor.check();
            explanations.add(explain(part, monitor));
        }
        return explanations;
    }

    private PartExplanation explain(Part part, Monitor monitor) {
        Anatomy anatomy = part.anatomy();
        long start = System.nanoTime();
        return MemoryAdvice.of(anatomy).guard(part.subject().framing(), () -> {
            Optional<ReadyMethod> prepared = kept(part);
            if (prepared.isPresent()) {
                return explain(part, prepared.get(), start, monitor);
            }
            try (ReadyMethod ready = ReadyMethod.open(options, method -> prepared(part, method))) {
                return explain(part, ready, start, monitor);
            }
        });
    }

    /** What was prepared for an earlier image, or is now and stays; of those that each part wants its own of, none. */
    private Optional<ReadyMethod> kept(Part part) {
        synchronized (kept) {
            if (finder.isOfOneAnatomy() && !kept.containsKey(part.anatomy()) && kept.size() < KeptAnatomies.MOST) {
                kept.put(part.anatomy(), ReadyMethod.open(options, method -> prepared(part, method)));
            }
            return Optional.ofNullable(kept.get(part.anatomy()));
        }
    }

    private PartExplanation explain(Part part, ReadyMethod ready, long start, Monitor monitor) {
        Result made = ready.method().explain(part.subject(), monitor);
        if (Double.isNaN(made.score())) {
            throw new FoveaException(
                    "The " + part.label() + " is no number for this image, as where all that a model sees is"
                            + " 0; it cannot be explained.");
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        Explanation explanation =
                ready.explanation(made, part.label(), part.subject().framing(), number(part, made), seconds);
        return new PartExplanation(part, noted(explanation, made.score()), made.score());
    }

    /** Says of the image itself that it cannot be more like itself: its gradient is 0, but for rounding. */
    private Explanation noted(Explanation found, double score) {
        if (question.figure() instanceof Figure.Similarity asked && score > AS_LIKE_AS_CAN_BE) {
            return found.noted(
                    "To the model the image is what '" + asked.name()
                            + "' is, as near as its numbers tell; no more can speak for that, and what the map shows is rounding.");
        }
        return found;
    }

    private static double number(Part part, Result made) {
        return Double.isNaN(part.probability()) ? made.score() : part.probability();
    }

    private PreparedMethod prepared(Part part, Method method) {
        return part.subject().region().isOfElements()
                ? PreparedMethod.openForElements(part.anatomy(), method, options.layers(), options.smooth(), device)
                : PreparedMethod.open(part.anatomy(), method, options.layers(), options.smooth(), false, device);
    }

    @Override
    public void close() {
        synchronized (kept) {
            kept.values().forEach(ReadyMethod::close);
            kept.clear();
        }
        finder.close();
    }
}
