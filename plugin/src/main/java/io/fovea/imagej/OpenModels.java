package io.fovea.imagej;

import ij.IJ;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.model.Card;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;

/**
 * Keeps the models used last open, so that a macro's loop loads its model once. A model file that has changed is read
 * again. What is no longer among the last is closed as soon as nobody uses it; all of it with SciJava's context.
 * Thread-safe.
 */
@Plugin(type = Service.class)
public final class OpenModels extends AbstractService {
    /** One to segment with and one to classify with. */
    private static final int KEPT = 2;

    private final Map<Key, Lease> leases = new LinkedHashMap<>(4, 0.75f, true);

    private record Key(Class<?> task, Object options, String model, long version, Device device) {}

    /** An open model and the number of its users. */
    private static final class Lease {
        private final AutoCloseable resource;
        private int users;
        private boolean dropped;

        Lease(AutoCloseable resource) {
            this.resource = resource;
        }
    }

    /**
     * Works with a segmentation model, opening it if it is not open yet. Blocks.
     *
     * @param model a shipped name or a path
     * @param device as {@link Device#parse} reads it
     * @throws io.fovea.FoveaException if there is no such model or device, or it does not segment
     */
    public <R> R segmenting(String model, String device, Function<Segmenter, R> work) {
        Device requested = Device.parse(device.strip());
        return with(
                new Key(Segmenter.class, "", model, version(model), requested),
                () -> {
                    Segmenter opened = Segmenter.open(ModelLibrary.find(model), requested);
                    tell(model, opened.card());
                    return opened;
                },
                work);
    }

    /** Works with a classification model, as {@link #segmenting} does. */
    public <R> R classifying(String model, String device, Function<Classifier, R> work) {
        Device requested = Device.parse(device.strip());
        return with(
                new Key(Classifier.class, "", model, version(model), requested),
                () -> {
                    Classifier opened = Classifier.open(ModelLibrary.find(model), requested);
                    tell(model, opened.card());
                    return opened;
                },
                work);
    }

    /** Works with an explained model, as {@link #segmenting} does; it is opened anew for other options. */
    public <R> R explaining(String model, ExplainOptions options, String device, Function<Explainer, R> work) {
        Device requested = Device.parse(device.strip());
        return with(
                new Key(Explainer.class, options, model, version(model), requested),
                () -> {
                    Explainer opened = Explainer.open(ModelLibrary.find(model), options, requested);
                    tell(model, opened.card());
                    return opened;
                },
                work);
    }

    @Override
    public synchronized void dispose() {
        drop(0);
    }

    private <T extends AutoCloseable, R> R with(Key key, Supplier<T> opener, Function<T, R> work) {
        Lease lease = take(key, opener);
        try {
            // The key names the class of what its opener opens.
            @SuppressWarnings("unchecked")
            T resource = (T) lease.resource;
            return work.apply(resource);
        } finally {
            giveBack(lease);
        }
    }

    private synchronized Lease take(Key key, Supplier<? extends AutoCloseable> opener) {
        Lease lease = leases.get(key);
        if (lease == null) {
            lease = new Lease(opener.get());
            leases.put(key, lease);
        }
        lease.users++;
        drop(KEPT);
        return lease;
    }

    private synchronized void giveBack(Lease lease) {
        lease.users--;
        closeIfUnused(lease);
    }

    /** Drops the models used longest ago until as many are left. */
    private synchronized void drop(int left) {
        Iterator<Lease> oldest = leases.values().iterator();
        while (leases.size() > left) {
            Lease lease = oldest.next();
            oldest.remove();
            lease.dropped = true;
            closeIfUnused(lease);
        }
    }

    private static void closeIfUnused(Lease lease) {
        if (lease.dropped && lease.users == 0) {
            try {
                lease.resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Says once what is assumed of a model that came without a card. */
    private static void tell(String model, Card card) {
        card.assumptions().forEach(assumption -> IJ.log(model + ": " + assumption));
    }

    /** Tells a file apart from one that was written over it; 0 for a shipped name. */
    private static long version(String model) {
        try {
            Path file = Path.of(model);
            return Files.isRegularFile(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
        } catch (IOException | InvalidPathException e) {
            return 0;
        }
    }
}
