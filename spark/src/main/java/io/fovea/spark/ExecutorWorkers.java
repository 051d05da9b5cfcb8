package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.PartOrder;
import io.fovea.batch.PartWorker;
import io.fovea.model.Model;
import io.fovea.model.ModelParcel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The open models of this process, which all its tasks share: each is loaded once, by the first task that needs it. */
final class ExecutorWorkers {
    private static final Map<PartOrder, Open> OPEN = new HashMap<>();

    private ExecutorWorkers() {}

    private static final class Open {
        private final PartWorker worker;
        private int users;

        Open(PartWorker worker) {
            this.worker = worker;
        }
    }

    /** Does something with the worker for an order. Blocks where the model is loaded for that. */
    static void use(PartOrder order, Supplier<ModelParcel> model, Consumer<PartWorker> work) {
        Open open = borrow(order, model);
        try {
            work.accept(open.worker);
        } finally {
            giveBack(open);
        }
    }

    private static synchronized Open borrow(PartOrder order, Supplier<ModelParcel> model) {
        Open open = OPEN.get(order);
        if (open == null) {
            closeIdle();
            open = new Open(PartWorker.open(order, unpacked(model.get())));
            OPEN.put(order, open);
        }
        open.users++;
        return open;
    }

    private static synchronized void giveBack(Open open) {
        open.users--;
    }

    private static Model unpacked(ModelParcel parcel) {
        try {
            Path folder = Files.createTempDirectory("fovea-model-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return parcel.open(folder);
        } catch (IOException e) {
            throw new FoveaException(
                    "Cannot make a folder for the model in '" + System.getProperty("java.io.tmpdir")
                            + "'; point java.io.tmpdir to one that can be written.",
                    e);
        }
    }

    private static void delete(Path folder) {
        try {
            io.fovea.AtomicFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the models that no task uses. */
    static synchronized void closeIdle() {
        Iterator<Open> all = OPEN.values().iterator();
        while (all.hasNext()) {
            Open open = all.next();
            if (open.users == 0) {
                all.remove();
                open.worker.close();
            }
        }
    }
}
