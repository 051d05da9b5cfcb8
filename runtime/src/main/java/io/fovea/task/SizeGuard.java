package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.image.Layout;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.session.Footprint;
import java.util.Optional;

/**
 * Refuses inputs that a model cannot take for want of memory, before any of it is taken. What it takes is measured once,
 * on a small image, and only if an input is large. Thread-safe.
 */
public final class SizeGuard {
    private static final long LARGE = 4_000_000;
    private static final int PROBED_SIDE = 256;

    private final Model model;
    private Optional<Footprint> footprint = Optional.empty();
    private boolean isMeasured;

    /** Of a model, which is not run before it has to be. */
    public SizeGuard(Model model) {
        this.model = model;
    }

    /**
     * Looks whether an input of a shape can fit. Blocks.
     *
     * @param shape of one image, in the layout that the model's card says
     * @throws FoveaException if it cannot
     */
    public void require(long... shape) {
        boolean planar = model.card().input().layout() == Layout.NCHW;
        int height = (int) shape[planar ? 2 : 1];
        int width = (int) shape[planar ? 3 : 2];
        if ((long) width * height > LARGE) {
            footprint().ifPresent(known -> known.require(model.name(), width, height));
        }
    }

    private synchronized Optional<Footprint> footprint() {
        if (!isMeasured) {
            isMeasured = true;
            footprint = measured();
        }
        return footprint;
    }

    /** Empty where the model does not run on a small image; the large one then fails in its own words. */
    private Optional<Footprint> measured() {
        Graph graph = model.graph();
        Input input = model.card().input();
        int side = Input.roundUp(PROBED_SIDE, input.multiple());
        try {
            return Optional.of(
                    Footprint.of(graph, graph.inputs().get(0).name(), input.shape(side, side), (long) side * side));
        } catch (FoveaException e) {
            return Optional.empty();
        }
    }
}
