package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.session.Session;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A model's session and card, with memory for its tensors that is used again from image to image. Thread-safe. */
final class Network implements AutoCloseable {
    private final Session session;
    private final Card card;
    private final String input;
    private final String output;
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();
    private final SizeGuard sizes;

    private Network(Session session, Model model, String output) {
        this.session = session;
        this.card = model.card();
        this.input = session.inputs().get(0).name();
        this.output = output;
        this.sizes = new SizeGuard(model);
    }

    static Network open(Model model, Device device) {
        Session session = model.file()
                .map(file -> Session.open(file, device))
                .orElseGet(() -> Session.open(model.onnx(), device));
        String wanted = model.card().output();
        if (wanted.isEmpty()) {
            wanted = session.outputs().get(0).name();
        }
        String output = wanted;
        if (session.inputs().size() != 1) {
            session.close();
            throw new FoveaException("The model '" + model.name() + "' takes "
                    + session.inputs().size() + " inputs, and one image is what there is to give.");
        }
        if (session.outputs().stream().noneMatch(info -> info.name().equals(output))) {
            session.close();
            throw Refusals.noOutput(model.card(), output);
        }
        return new Network(session, model, output);
    }

    Card card() {
        return card;
    }

    Device device() {
        return session.device();
    }

    /** A workspace for one thread; {@link #giveBack} it. */
    Workspace borrow() {
        Workspace workspace = idle.poll();
        return workspace == null ? new Workspace(session, sizes, input, output) : workspace;
    }

    void giveBack(Workspace workspace) {
        idle.add(workspace);
    }

    @Override
    public void close() {
        session.close();
        idle.clear();
    }
}
