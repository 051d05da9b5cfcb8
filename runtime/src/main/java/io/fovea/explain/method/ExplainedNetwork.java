package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.anatomy.PixelGrid;
import io.fovea.autodiff.GradientTarget;
import io.fovea.autodiff.GradientTarget.Choice;
import io.fovea.autodiff.Gradients;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Normalisation;
import io.fovea.model.Input;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.FloatTensor;
import io.fovea.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model prepared for a technique: one run gives scores, values inside, gradients with respect to values, and what the
 * technique had added, together. Thread-safe. Owns native memory until closed.
 */
final class ExplainedNetwork implements AutoCloseable {
    private static final int FORMS = 13;

    private final Session session;
    private final Anatomy anatomy;
    private final NetworkPlan plan;
    private final Map<String, String> gradients;
    private final Map<String, String> added;
    private final Optional<String> classInput;
    private final Optional<String> weightInput;

    private ExplainedNetwork(
            Session session,
            Anatomy anatomy,
            NetworkPlan plan,
            Map<String, String> gradients,
            Map<String, String> added,
            Optional<String> classInput,
            Optional<String> weightInput) {
        this.session = session;
        this.anatomy = anatomy;
        this.plan = plan;
        this.gradients = gradients;
        this.added = added;
        this.classInput = classInput;
        this.weightInput = weightInput;
    }

    /**
     * What one run gave.
     *
     * @param output as the model's card describes it
     * @param target the explained scores
     * @param values by name
     * @param gradients by the name of the value that they are with respect to
     * @param added what {@linkplain GraphChange grafts} added, by role
     */
    record Answer(
            FloatTensor output,
            FloatTensor target,
            Map<String, FloatTensor> values,
            Map<String, FloatTensor> gradients,
            Map<String, FloatTensor> added) {}

    /**
     * Loads the model.
     *
     * @param choice what is differentiated: the class with the highest score, one that is chosen at run time, or elements
     *     each by its weight
     * @throws io.fovea.autodiff.NoGradientException if an operator between has no derivative
     * @throws io.fovea.FoveaException if a change of the graph needs a newer operator set, and an operator has no form in it
     */
    static ExplainedNetwork open(Anatomy anatomy, NetworkPlan plan, Choice choice, Device device) {
        Graph graph = plan.before() == GraphChange.NONE ? anatomy.graph().copy() : inOneForm(anatomy.graph());
        ofOneImage(graph, anatomy.path().image());
        Map<String, String> added = new LinkedHashMap<>(plan.before().onto(graph, Map.of()));
        Map<String, String> gradients = Map.of();
        Optional<String> classInput = Optional.empty();
        Optional<String> weightInput = Optional.empty();
        if (!plan.gradients().isEmpty()) {
            String score = anatomy.scores().target();
            boolean weighted = anatomy.isSpatial() || choice == Choice.ALL;
            GradientTarget target = new GradientTarget(score, choice, anatomy.axis(), weighted);
            Gradients made = Gradients.of(graph, target, plan.gradients(), plan.rules(), Held::is);
            graph = made.graph();
            gradients = made.outputs();
            classInput = made.classInput();
            weightInput = made.weightInput();
        }
        added.putAll(plan.after().onto(graph, gradients));
        plan.values().forEach(graph::expose);
        return new ExplainedNetwork(
                Session.open(graph.toBytes(), device), anatomy, plan, gradients, added, classInput, weightInput);
    }

    /** What is written into a graph has the forms of one operator set, and one type. */
    private static Graph inOneForm(Graph graph) {
        return (graph.opset() < FORMS ? graph.raised(FORMS) : graph).inSinglePrecision();
    }

    /** Every run is of one image; knowing that, less is left to be found out in each. */
    private static void ofOneImage(Graph graph, String image) {
        ValueInfo declared = graph.value(image).orElseThrow();
        List<Dimension> dimensions = new ArrayList<>(declared.shape().dimensions());
        if (declared.shape().rank() > 0 && !dimensions.get(0).isFixed()) {
            dimensions.set(0, Dimension.fixed(1));
            graph.addInput(new ValueInfo(image, declared.type(), Shape.of(dimensions)));
        }
    }

    /** The device really used. */
    Device device() {
        return session.device();
    }

    Anatomy anatomy() {
        return anatomy;
    }

    /** What it was prepared for. */
    NetworkPlan plan() {
        return plan;
    }

    /** The layers that are explained; none where pixels are. */
    List<FeatureLayer> layers() {
        return plan.layers();
    }

    /** Where the values of a subject's pixels lie. */
    PixelGrid grid(ExplainedClass subject) {
        return PixelGrid.of(anatomy.card().input(), subject.framing());
    }

    /** What a black pixel is in a channel of the model's input. */
    float black(int channel) {
        Input input = anatomy.card().input();
        Normalisation normalisation = input.normalisation().typical(input.channels());
        return -normalisation.mean(channel) / normalisation.std(channel);
    }

    /** Runs a subject. Blocks. */
    Answer run(ExplainedClass subject, Cancellation cancel) {
        return run(subject, Map.of(), cancel);
    }

    /**
     * Runs a subject. Blocks.
     *
     * @param more for the inputs that grafts added, by role
     */
    Answer run(ExplainedClass subject, Map<String, FloatTensor> more, Cancellation cancel) {
        Map<String, FloatTensor> feeds = new HashMap<>();
        feeds.put(anatomy.path().image(), subject.tensor());
        int score = subject.classIndex() == ExplainedClass.TOP ? 0 : anatomy.scoreOf(subject.classIndex());
        classInput.ifPresent(name -> feeds.put(name, FloatTensor.of(new float[] {score}, 1)));
        weightInput.ifPresent(name -> feeds.put(name, subject.region().weights()));
        more.forEach((role, tensor) -> feeds.put(added.get(role), tensor));
        Set<String> wanted = new LinkedHashSet<>();
        session.outputs().forEach(info -> wanted.add(info.name()));
        Map<String, FloatTensor> results = session.run(feeds, wanted, cancel);
        anatomy.requireScores(results.get(anatomy.scores().target()), subject.region());
        return new Answer(
                results.get(anatomy.scores().output()),
                results.get(anatomy.scores().target()),
                results,
                byKey(gradients, results),
                byKey(added, results));
    }

    private static Map<String, FloatTensor> byKey(Map<String, String> names, Map<String, FloatTensor> results) {
        Map<String, FloatTensor> found = new HashMap<>();
        names.forEach((key, name) -> {
            if (results.containsKey(name)) {
                found.put(key, results.get(name));
            }
        });
        return found;
    }

    /** -1 where the one score of two classes speaks against a subject's class, otherwise 1. */
    float sign(ExplainedClass subject, Answer answer) {
        if (subject.region().isOfElements()) {
            return 1;
        }
        return subject.classIndex() == ExplainedClass.TOP
                ? AnsweredClass.topSign(anatomy, answer)
                : anatomy.signOf(subject.classIndex());
    }

    /** The explained score of a subject's class: over its region, for a segmentation. Runs the subject. */
    double score(ExplainedClass subject, Cancellation cancel) {
        return score(subject, run(subject, cancel));
    }

    /** The explained score of a subject's class in an answer to it. */
    double score(ExplainedClass subject, Answer answer) {
        return anatomy.score(answer.target(), subject.classIndex(), subject.region());
    }

    /** The explained score of a subject's class; for a segmentation the mean over the pixels of its region. Runs it. */
    double meanScore(ExplainedClass subject, Cancellation cancel) {
        return score(subject, cancel) / subject.region().size();
    }

    @Override
    public void close() {
        session.close();
    }
}
