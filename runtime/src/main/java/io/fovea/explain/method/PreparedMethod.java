package io.fovea.explain.method;

import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
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
     * @param probability of that class, 0..1; of a segmentation, its mean over the region
     */
    public record Result(Attribution attribution, float ceiling, boolean flat, int classIndex, double probability) {}

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
        NetworkPlan plan = whole.plan(anatomy, whole.layers(anatomy, layers));
        return new PreparedMethod(whole, ExplainedNetwork.open(anatomy, plan, findsTop, device), findsTop);
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
        double probability = AnsweredClass.probability(network.anatomy(), found.answer(), index, subject.region());
        return new Result(found.attribution(), method.ceiling(found.attribution()), found.flat(), index, probability);
    }

    private int topClass(ExplainedClass subject, Cancellation cancel) {
        return AnsweredClass.top(network.anatomy(), network.run(subject, cancel), subject.region());
    }

    @Override
    public void close() {
        network.close();
    }
}
