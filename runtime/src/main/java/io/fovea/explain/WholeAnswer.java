package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.ElementTrace;
import io.fovea.anatomy.InputFrame;
import io.fovea.anatomy.Region;
import io.fovea.anatomy.ScoreFigure;
import io.fovea.anatomy.WeightedElement;
import io.fovea.explain.method.ExplainedClass;
import io.fovea.graph.Graph;
import io.fovea.image.Image;
import io.fovea.model.ClassChoice;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Jobs;
import io.fovea.task.MeasuredValues;
import io.fovea.task.Measurer;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Optional;

/** One number of an answer about the whole image: that of a regression, or a class's score less another's. */
final class WholeAnswer implements PartFinder {
    private final ModelMemory memory;
    private final Measurer measurer;
    private final Model model;
    private final ExplainOptions options;
    private final Optional<Anatomy> entropy;
    private final KeptAnatomies anatomies = new KeptAnatomies();

    private WholeAnswer(
            ModelMemory memory, Measurer measurer, Model model, ExplainOptions options, Optional<Anatomy> entropy) {
        this.memory = memory;
        this.measurer = measurer;
        this.model = model;
        this.options = options;
        this.entropy = entropy;
    }

    /** What tells a class from another, or how unsure the answer is. */
    static WholeAnswer ofClass(ModelMemory memory, ExplainOptions options, Question question, Device device) {
        Model model = memory.model();
        requireWhole(model, question);
        if (question.figure().equals(Figure.UNCERTAINTY)) {
            Anatomy anatomy = memory.anatomy(options.keepActivation());
            Optional<Anatomy> entropy = Optional.of(anatomy.explaining(model, new ScoreFigure.Entropy()));
            return new WholeAnswer(memory, Measurer.open(model, device), model, options, entropy);
        }
        if (question.against().isEmpty()) {
            throw new FoveaException("The model '" + model.name()
                    + "' classifies whole images; what its class is to be told from is not said.");
        }
        return new WholeAnswer(memory, Measurer.open(model, device), model, options, Optional.empty());
    }

    /** A number that was learnt. */
    static WholeAnswer ofNumber(ModelMemory memory, ExplainOptions options, Question question, Device device) {
        Model model = memory.model();
        requireWhole(model, question);
        if (question.figure().equals(Figure.UNCERTAINTY)) {
            throw new FoveaException("The model '" + model.name()
                    + "' measures, and does not say how sure it is; what classifies or segments can be asked that.");
        }
        if (question.against().isPresent()) {
            throw new FoveaException("The model '" + model.name() + "' measures, and has no classes to tell apart.");
        }
        Model fitted = Jobs.MEASURE.fitted(model);
        return new WholeAnswer(memory, Measurer.open(fitted, device), fitted, options, Optional.empty());
    }

    private static void requireWhole(Model model, Question question) {
        if (question.isOfPart()) {
            throw new FoveaException("The model '" + model.name()
                    + "' answers for images as a whole, and has no objects or pixels of which one could be explained.");
        }
    }

    @Override
    public List<Part> find(Image image, Question question, Monitor monitor) {
        if (entropy.isPresent()) {
            return List.of(unsure(image, entropy.get()));
        }
        MeasuredValues values = measurer.measure(image, monitor);
        int index = index(values);
        Input input = card().input();
        InputFrame framing = InputFrame.of(input, image);
        Anatomy anatomy;
        Region region;
        if (question.against().isPresent()) {
            anatomy = memory.anatomy(options.keepActivation());
            int other = ClassChoice.index(
                    question.against().get(), card(), values.values().size());
            region = anatomy.contrast(framing, anatomy.region(framing, Optional.empty()), index, other);
        } else {
            anatomy = anatomies.of(List.of(index, framing.width(), framing.height()), () -> ofNumber(index, framing));
            region = anatomy.elements();
        }
        FloatTensor tensor = framing.tensor(input, image);
        return List.of(new Part(
                "",
                "",
                values.names().get(index),
                values.values().get(index),
                anatomy,
                new ExplainedClass(tensor, framing, index, region),
                image,
                Cutout.whole(image),
                Optional.empty()));
    }

    private Part unsure(Image image, Anatomy anatomy) {
        InputFrame framing = InputFrame.of(card().input(), image);
        Region region = anatomy.mean(framing, anatomy.region(framing, Optional.empty()));
        return Part.whole(Figure.UNCERTAINTY.word(), Figure.UNCERTAINTY.word(), anatomy, framing, image, region);
    }

    /** That which was asked for; of a classifier's otherwise the highest, of numbers the only one. */
    private int index(MeasuredValues values) {
        List<Integer> wanted =
                ClassChoice.indices(options.classes(), card(), values.values().size());
        if (wanted.size() > 1
                || wanted.isEmpty()
                        && values.values().size() > 1
                        && !card().task().scored().isExplained()) {
            throw new FoveaException("The model '" + card().name() + "' answers with "
                    + values.values().size() + " numbers, of which one is explained; say which by its name or index.");
        }
        int best = 0;
        for (int i = 1; i < values.values().size(); i++) {
            best = values.values().get(i) > values.values().get(best) ? i : best;
        }
        return wanted.isEmpty() ? best : wanted.get(0);
    }

    private Anatomy ofNumber(int index, InputFrame framing) {
        return Anatomy.ofElements(model, List.of(element(index, framing)), framing.width(), framing.height());
    }

    private WeightedElement element(int index, InputFrame framing) {
        Graph graph = model.graph().inQdqForm();
        String output = card().outputOf(graph);
        ElementTrace.Source source = ElementTrace.of(
                        graph, card().input().shape(framing.width(), framing.height()), List.of(output))
                .of(output, index);
        return new WeightedElement(source.value(), source.index(), 1);
    }

    @Override
    public boolean isOfOneAnatomy() {
        return true;
    }

    @Override
    public ImagePredictor<?> predictor() {
        return measurer;
    }
}
