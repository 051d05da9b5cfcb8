package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.autodiff.GradientTarget.Choice;
import io.fovea.explain.method.Technique.Finding;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;

/** A method with a network prepared for it. Blocks; thread-safe. Owns native memory until closed. */
public final class PreparedMethod implements AutoCloseable {
    private final Method method;
    private final ExplainedNetwork network;
    private final boolean findsTop;

    private PreparedMethod(Method method, ExplainedNetwork network, boolean findsTop) {
        this.method = method;
        this.network = network;
        this.findsTop = findsTop;
    }

    /**
     * What an explanation found.
     *
     * @param ceiling what is shown as full heat
     * @param flat whether every gradient was zero
     * @param classIndex the class explained
     * @param probability of that class, 0..1; of a segmentation, its mean over the region; of elements no number
     * @param score that was explained: of a segmentation, its mean over the region
     */
    public record Result(
            Attribution attribution, float ceiling, boolean flat, int classIndex, double probability, double score) {}

    /**
     * Loads a model.
     *
     * @param layers by name; empty for the one before the head
     * @param smooth whether to average over the image, its mirror image, and both at 0.9 and 1.1 times their values
     * @param onlyTop whether no class but {@link ExplainedClass#TOP} will be asked for
     * @throws io.fovea.FoveaException if there is no such layer or device, or the method cannot explain the model
     * @throws io.fovea.autodiff.NoGradientException if the method needs a gradient and an operator has none
     */
    public static PreparedMethod open(
            Anatomy anatomy, Method method, List<String> layers, boolean smooth, boolean onlyTop, Device device) {
        Method whole = smooth ? Method.of(new AugmentedAverage(method)) : method;
        boolean findsTop = onlyTop && !anatomy.isSpatial() && !whole.needsManyRuns();
        return open(anatomy, whole, layers, findsTop ? Choice.TOP_CLASS : Choice.CLASS, device);
    }

    /**
     * The same to explain {@linkplain io.fovea.anatomy.Region#ofElements elements} of the answer.
     *
     * @throws io.fovea.FoveaException if there is no such layer or device, or the method explains classes only
     * @throws io.fovea.autodiff.NoGradientException if the method needs a gradient and an operator has none
     */
    public static PreparedMethod openForElements(
            Anatomy anatomy, Method method, List<String> layers, boolean smooth, Device device) {
        Method whole = smooth ? Method.of(new AugmentedAverage(method)) : method;
        if (!whole.technique().explainsElements()) {
            throw new FoveaException("The method " + method.id() + " tells classes apart by their scores, and what is"
                    + " explained here is one score alone; take another, such as grad-cam.");
        }
        return open(anatomy, whole, layers, Choice.ALL, device);
    }

    private static PreparedMethod open(
            Anatomy anatomy, Method whole, List<String> layers, Choice choice, Device device) {
        NetworkPlan plan = whole.plan(anatomy, whole.layers(anatomy, layers));
        return new PreparedMethod(
                whole, ExplainedNetwork.open(anatomy, plan, choice, device), choice == Choice.TOP_CLASS);
    }

    /** The device really used. */
    public Device device() {
        return network.device();
    }

    /** The layers that are explained; none where pixels are. */
    public List<FeatureLayer> layers() {
        return network.layers();
    }

    /**
     * Explains.
     *
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public Result explain(ExplainedClass subject, Monitor monitor) {
        boolean lookUp = subject.classIndex() == ExplainedClass.TOP && !findsTop;
        ExplainedClass chosen = lookUp ? subject.of(topClass(subject.of(0), monitor)) : subject;
        Finding found = method.explain(network, chosen, monitor);
        int index = chosen.classIndex() == ExplainedClass.TOP
                ? AnsweredClass.top(network.anatomy(), found.answer(), subject.region())
                : chosen.classIndex();
        boolean elements = subject.region().isOfElements();
        double probability = elements
                ? Double.NaN
                : AnsweredClass.probability(network.anatomy(), found.answer(), index, subject.region());
        double score = network.score(subject.of(index), found.answer())
                / subject.region().size();
        return new Result(
                found.attribution(), method.ceiling(found.attribution()), found.flat(), index, probability, score);
    }

    private int topClass(ExplainedClass subject, Cancellation cancel) {
        return AnsweredClass.top(
                network.anatomy(),
                network.run(subject, method.technique().neutral(network, subject), cancel),
                subject.region());
    }

    @Override
    public void close() {
        network.close();
    }
}
