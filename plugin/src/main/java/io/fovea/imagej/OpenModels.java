package io.fovea.imagej;

import ij.IJ;
import io.fovea.concept.ConceptLayer;
import io.fovea.counterfactual.CounterfactualFinder;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Explainer;
import io.fovea.explain.ModelMemory;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Keeps models open once they were used, so that a macro's loop loads its model once. A model file that has changed is read
 * again. What is freed, or no longer among the last, is closed as soon as nobody uses it; all of it with SciJava's context.
 * Thread-safe.
 */
@Plugin(type = Service.class)
public final class OpenModels extends AbstractService implements SciJavaService {
    /** So many networks as they are used; whoever works with more at a time frees some by hand. */
    private static final int KEPT = 8;

    /** Of what is opened anew for each option, such as an explained model for each class. */
    private static final int KEPT_WITH_OPTIONS = 2;

    private final Set<String> warned = new HashSet<>();
    private final Set<List<Object>> told = new HashSet<>();
    private final Map<Key, Lease> leases = new LinkedHashMap<>(4, 0.75f, true);
    private volatile Set<String> open = Set.of();

    private record Key(Class<?> kind, Object options, ToldModel model, Device device) {
        boolean isPlain() {
            return kind == ImagePredictor.class;
        }

        boolean isMemory() {
            return kind == ModelMemory.class;
        }
    }

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
    public <P extends Prediction, R> R asking(
            Job<P> job, ToldModel model, String device, Function<ImagePredictor<P>, R> work) {
        return asking(job, model, device, new EscapeMonitor(1), work);
    }

    /** The same, where a monitor can end the waiting for the model, and decides whether the log says what is assumed of it. */
    @SuppressWarnings("unchecked") // what is kept for a job was opened by it
    public <P extends Prediction, R> R asking(
            Job<P> job, ToldModel model, String device, EscapeMonitor monitor, Function<ImagePredictor<P>, R> work) {
        return with(
                ImagePredictor.class,
                job,
                model,
                device,
                monitor,
                opened -> {
                    tell(model, opened.card(), monitor);
                    return work.apply((ImagePredictor<P>) opened);
                },
                job::open);
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
        return explaining(model, options, device, new EscapeMonitor(1), work);
    }

    /** The same, with a monitor as {@link #asking(Job, ToldModel, String, EscapeMonitor, Function)} takes it. */
    public <R> R explaining(
            ToldModel model,
            ExplainOptions options,
            String device,
            EscapeMonitor monitor,
            Function<Explainer, R> work) {
        return with(
                Explainer.class,
                options,
                model,
                device,
                monitor,
                telling(model, monitor, Explainer::card, work),
                (found, requested) -> Explainer.open(found, options, requested));
    }

    /**
     * Works with what explains parts of a model's answers, as {@link #asking(Job, ToldModel, String, EscapeMonitor, Function)} does;
     * it is opened anew for other options and questions of another {@linkplain Question#kind kind}, and remembers for all of them
     * what the model answered to the last image.
     */
    public <R> R explainingPart(
            ToldModel model,
            ExplainOptions options,
            Question question,
            String device,
            EscapeMonitor monitor,
            Function<PartExplainer, R> work) {
        return with(
                ModelMemory.class,
                "",
                model,
                device,
                monitor,
                memory -> with(
                        PartExplainer.class,
                        List.of(options, question.kind()),
                        model,
                        device,
                        monitor,
                        telling(model, monitor, PartExplainer::card, work),
                        (found, requested) -> PartExplainer.open(memory, options, question, requested)),
                (found, requested) -> new ModelMemory(found));
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
                new EscapeMonitor(1),
                work,
                (found, requested) -> OpenActivations.open(found, layer, all, requested));
    }

    /** Works with what turns the answers of a model, as {@link #asking(Job, ToldModel, String, Function)} does. */
    public <R> R turning(ToldModel model, String device, Function<CounterfactualFinder, R> work) {
        EscapeMonitor monitor = new EscapeMonitor(1);
        return with(
                CounterfactualFinder.class,
                List.of(),
                model,
                device,
                monitor,
                telling(model, monitor, CounterfactualFinder::card, work),
                CounterfactualFinder::open);
    }

    /**
     * Works with a layer that concepts are looked for in, as {@link #asking(Job, ToldModel, String, Function)} does; it is opened
     * anew for another layer.
     *
     * @param layer its name; empty for the one before the head
     */
    public <R> R conceiving(ToldModel model, String layer, String device, Function<ConceptLayer, R> work) {
        Optional<String> name = Optional.of(layer.strip()).filter(text -> !text.isEmpty());
        EscapeMonitor monitor = new EscapeMonitor(1);
        return with(
                ConceptLayer.class,
                name,
                model,
                device,
                monitor,
                telling(model, monitor, ConceptLayer::card, work),
                (found, requested) -> ConceptLayer.open(found, name, requested));
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
        drop(key -> true, 0);
    }

    /** The models that are open, as they were named. Does not block. */
    public Set<String> open() {
        return open;
    }

    /** Closes what is open of a model, as soon as nobody uses it. Blocks while another is being opened. */
    public synchronized void free(String name) {
        drop(key -> key.model.name().equals(name), 0);
    }

    /** Works with what {@code opener} opens; {@code options} are what it is opened with besides model and device. */
    private <T extends AutoCloseable, R> R with(
            Class<T> kind,
            Object options,
            ToldModel model,
            String device,
            EscapeMonitor monitor,
            Function<T, R> work,
            BiFunction<Model, Device, T> opener) {
        Device requested = Device.parse(device.strip());
        Lease lease = awaited(
                Patience.begin(() -> take(new Key(kind, options, model, requested), () -> {
                    Model found = model.find();
                    return new Lease(found, opener.apply(found, requested));
                })),
                monitor);
        try {
            return work.apply(kind.cast(lease.resource));
        } finally {
            giveBack(lease);
        }
    }

    /** Gives up waiting when the user presses Escape; the model stays open for the next time. */
    private Lease awaited(CompletableFuture<Lease> opening, EscapeMonitor monitor) {
        try {
            return Patience.await(opening, monitor);
        } catch (CancelledException e) {
            opening.thenAccept(this::giveBack);
            throw e;
        }
    }

    private synchronized Lease take(Key wanted, Supplier<Lease> opener) {
        Lease lease = leases.get(wanted);
        if (lease != null && !lease.model.isCurrent()) {
            leases.remove(wanted);
            drop(lease);
            lease = null;
        }
        if (lease == null) {
            lease = opener.get();
            leases.put(wanted, lease);
        }
        lease.users++;
        drop(Key::isPlain, KEPT);
        drop(Key::isMemory, KEPT_WITH_OPTIONS);
        drop(key -> !key.isPlain() && !key.isMemory(), KEPT_WITH_OPTIONS);
        return lease;
    }

    private synchronized void giveBack(Lease lease) {
        lease.users--;
        closeIfUnused(lease);
    }

    /** Drops those of some, used longest ago, until as many are left. */
    private synchronized void drop(Predicate<Key> some, int left) {
        List<Key> oldest = leases.keySet().stream().filter(some).toList();
        oldest.stream().limit(Math.max(0, oldest.size() - left)).forEach(key -> drop(leases.remove(key)));
        open = leases.keySet().stream().map(key -> key.model.name()).collect(Collectors.toUnmodifiableSet());
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

    /** Work that begins by telling what is assumed of the model. */
    private <T, R> Function<T, R> telling(
            ToldModel model, EscapeMonitor monitor, Function<? super T, Card> card, Function<T, R> work) {
        return opened -> {
            tell(model, card.apply(opened), monitor);
            return work.apply(opened);
        };
    }

    /** Says once what is assumed of a model that came without a card. */
    private synchronized void tell(ToldModel model, Card card, EscapeMonitor monitor) {
        if (monitor.isHeard() && told.add(List.of(model, card))) {
            card.assumptions().forEach(assumption -> monitor.note(model.name() + ": " + assumption));
        }
    }
}
