package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Cores;
import io.fovea.session.Device;
import io.fovea.session.Session;
import io.fovea.session.TensorInfo;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A model's session and card, with memory for its tensors that is used again from image to image. Thread-safe. */
final class ModelSession implements AutoCloseable {
    private final Session session;
    private final Model model;
    private final String input;
    private final String output;
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();
    private final SizeGuard sizes;
    private final LayerMeans means;
    private final TileLimit tiles = new TileLimit();
    private Optional<ModelSession> narrow = Optional.empty();

    private ModelSession(Session session, Model model, String output, LayerMeans means) {
        this.means = means;
        this.session = session;
        this.model = model;
        this.input = session.inputs().get(0).name();
        this.output = output;
        this.sizes = new SizeGuard(model);
    }

    static ModelSession open(Model model, Device device) {
        return open(model, device, Cores.ALL);
    }

    private static ModelSession open(Model model, Device device, Cores cores) {
        LayerMeans means = LayerMeans.of(model);
        Session session = session(model, device, cores, means);
        try {
            model.requireCurrent();
            if (session.inputs().size() != 1) {
                throw new FoveaException("The model '" + model.name() + "' takes "
                        + session.inputs().size() + " inputs, and one image is what there is to give.");
            }
            return new ModelSession(session, model, output(session, model), means);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Of the file, where nothing beside its answer is wanted; where that answers in whole numbers that stand for real ones, of the model's graph, which gives those. */
    private static Session session(Model model, Device device, Cores cores, LayerMeans means) {
        if (!means.isEmpty()) {
            return Session.open(means.addedTo(model.graph()).toBytes(), device, cores);
        }
        Session filed = model.file()
                .map(file -> Session.open(file, device, cores))
                .orElseGet(() -> Session.open(model.onnx(), device, cores));
        if (filed.outputs().stream().noneMatch(TensorInfo::isQuantised)) {
            return filed;
        }
        filed.close();
        return Session.open(model.graph().toBytes(), device, cores);
    }

    private static String output(Session session, Model model) {
        List<String> outputs = session.outputs().stream().map(TensorInfo::name).toList();
        String wanted = model.card().output().orElse(outputs.get(0));
        if (!outputs.contains(wanted)) {
            throw Refusals.noOutput(model.card(), wanted);
        }
        return wanted;
    }

    /**
     * The same model, loaded once more on first use, so that each run takes one core; on a GPU this one. Is closed with this
     * one. Blocks.
     */
    synchronized ModelSession onOneCore() {
        if (device().kind() != Device.Kind.CPU) {
            return this;
        }
        if (narrow.isEmpty()) {
            narrow = Optional.of(open(model, device(), Cores.ONE));
        }
        return narrow.get();
    }

    /** The name of the output that answers. */
    String output() {
        return output;
    }

    Card card() {
        return model.card();
    }

    String fingerprint() {
        return model.fingerprint();
    }

    Device device() {
        return session.device();
    }

    /** A workspace for one thread and one image; {@link #giveBack} it. */
    Workspace borrow() {
        Workspace used = idle.poll();
        Workspace workspace = used == null ? new Workspace(session, sizes, tiles, input, output, means) : used;
        workspace.begin();
        return workspace;
    }

    void giveBack(Workspace workspace) {
        idle.add(workspace);
    }

    @Override
    public synchronized void close() {
        narrow.ifPresent(ModelSession::close);
        session.close();
        idle.clear();
    }
}
