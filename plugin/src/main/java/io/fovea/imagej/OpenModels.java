package io.fovea.imagej;

import ij.IJ;
import io.fovea.concept.ConceptLayer;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.PartExplainer;
import io.fovea.explain.Question;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Job;
import io.fovea.task.JobSettings;
import io.fovea.task.Prediction;
import io.fovea.task.Views;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
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

    private final Set<String> warned = new HashSet<>();
    private final Map<Key, Lease> leases = new LinkedHashMap<>(4, 0.75f, true);

    private record Key(Class<?> kind, Object options, ToldModel model, Device device) {}

    /** An open model and the number of its users. */
    private static final class Lease {
        private final Model model;
        private final AutoCloseable resource;
        private int users;
        private boolean dropped;

        Lease(Model model, AutoCloseable resource) {
            this.model = model;
            this.resource = resource;
        }
    }

    /**
     * Works with a model that does a job, opening it if it is not open yet. Blocks.
     *
     * @param device as {@link Device#parse} reads it
     * @throws io.fovea.FoveaException if there is no such model or device, or the model is for another job
     */
    @SuppressWarnings("unchecked") // what is kept for a job was opened by it
    public <P extends Prediction, R> R asking(
            Job<P> job, ToldModel model, String device, Function<ImagePredictor<P>, R> work) {
        return with(
                ImagePredictor.class,
                job,
                model,
                device,
                opened -> work.apply((ImagePredictor<P>) opened),
                (found, requested) -> {
                    ImagePredictor<P> opened = job.open(found, requested);
                    tell(model.name(), opened.card());
                    return opened;
                });
    }

    /**
     * Works with a model as a user chose to, as {@link #asking(Job, ToldModel, String, Function)} does; the log says first
     * what there is to know of that.
     *
     * @param settings that make sense of the model
     */
    public <P extends Prediction, R> R asking(
            Job<P> job, JobSettings settings, ToldModel model, String device, Function<ImagePredictor<P>, R> work) {
        return asking(job, model, device, opened -> {
            ImagePredictor<P> chosen = opened.seeing(Views.of(settings));
            job.cautions(opened.card(), settings).forEach(IJ::log);
            return work.apply(chosen);
        });
    }

    /** Works with an explained model, as {@link #asking(Job, ToldModel, String, Function)} does; it is opened anew for other options. */
    public <R> R explaining(ToldModel model, ExplainOptions options, String device, Function<Explainer, R> work) {
        return with(Explainer.class, options, model, device, work, (found, requested) -> {
            Explainer opened = Explainer.open(found, options, requested);
            tell(model.name(), opened.card());
            return opened;
        });
    }

    /**
     * Works with what explains parts of a model's answers, as {@link #asking(Job, ToldModel, String, Function)} does; it is opened anew for other options and
     * questions.
     */
    public <R> R explainingPart(
            ToldModel model,
            ExplainOptions options,
            Question question,
            String device,
            Function<PartExplainer, R> work) {
        return with(PartExplainer.class, List.of(options, question), model, device, work, (found, requested) -> {
            PartExplainer opened = PartExplainer.open(found, options, question, requested);
            tell(model.name(), opened.card());
            return opened;
        });
    }

    /**
     * Works with the activations of a model, as {@link #asking(Job, ToldModel, String, Function)} does; it is opened anew for other layers.
     *
     * @param layer that is shown; empty for the first convolution
     * @param all whether the other layers are run too
     */
    public <R> R activating(
            ToldModel model, String layer, boolean all, String device, Function<OpenActivations, R> work) {
        return with(
                OpenActivations.class,
                List.of(layer, all),
                model,
                device,
                work,
                (found, requested) -> OpenActivations.open(found, layer, all, requested));
    }

    /** Works with what turns the answers of a model, as {@link #asking(Job, ToldModel, String, Function)} does. */
    public <R> R turning(ToldModel model, String device, Function<CounterfactualFinder, R> work) {
        return with(CounterfactualFinder.class, List.of(), model, device, work, (found, requested) -> {
            CounterfactualFinder opened = CounterfactualFinder.open(found, requested);
            tell(model.name(), opened.card());
            return opened;
        });
    }

    /**
     * Works with a layer that concepts are looked for in, as {@link #asking(Job, ToldModel, String, Function)} does; it is opened
     * anew for another layer.
     *
     * @param layer its name; empty for the one before the head
     */
    public <R> R conceiving(ToldModel model, String layer, String device, Function<ConceptLayer, R> work) {
        Optional<String> name = Optional.of(layer.strip()).filter(text -> !text.isEmpty());
        return with(ConceptLayer.class, name, model, device, work, (found, requested) -> {
            ConceptLayer opened = ConceptLayer.open(found, name, requested);
            tell(model.name(), opened.card());
            return opened;
        });
    }

    /**
     * A model that was worked with last, or else as it is found now.
     *
     * @throws io.fovea.FoveaException if there is none
     */
    public synchronized Model model(ToldModel told) {
        return leases.entrySet().stream()
                .filter(lease -> lease.getKey().model.equals(told))
                .map(lease -> lease.getValue().model)
                .findFirst()
                .orElseGet(told::find);
    }

    /** Says in the log, once for all images, what the answers of a model rest on that its file does not say. */
    public synchronized void warn(ToldModel told) {
        model(told)
                .warning()
                .filter(warned::add)
                .ifPresent(warning -> IJ.log("Warning: " + warning + " Say it in Model Settings..., or with the keys"
                        + " pixels, color, labels and set."));
    }

    @Override
    public synchronized void dispose() {
        drop(0);
    }

    /** Works with what {@code opener} opens; {@code options} are what it is opened with besides model and device. */
    private <T extends AutoCloseable, R> R with(
            Class<T> kind,
            Object options,
            ToldModel model,
            String device,
            Function<T, R> work,
            BiFunction<Model, Device, T> opener) {
        Device requested = Device.parse(device.strip());
        Lease lease = awaited(Patience.begin(() -> take(new Key(kind, options, model, requested), () -> {
            Model found = model.find();
            return new Lease(found, opener.apply(found, requested));
        })));
        try {
            return work.apply(kind.cast(lease.resource));
        } finally {
            giveBack(lease);
        }
    }

    /** Gives up waiting when the user presses Escape; the model stays open for the next time. */
    private Lease awaited(CompletableFuture<Lease> opening) {
        try {
            return Patience.await(opening, new EscapeMonitor(1));
        } catch (CancelledException e) {
            opening.thenAccept(this::giveBack);
            throw e;
        }
    }

    private synchronized Lease take(Key key, Supplier<Lease> opener) {
        Lease lease = leases.get(key);
        if (lease != null && !lease.model.isCurrent()) {
            leases.remove(key);
            drop(lease);
            lease = null;
        }
        if (lease == null) {
            lease = opener.get();
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
            drop(lease);
        }
    }

    private static void drop(Lease lease) {
        lease.dropped = true;
        closeIfUnused(lease);
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
}
