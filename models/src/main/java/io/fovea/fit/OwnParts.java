package io.fovea.fit;

import io.fovea.FoveaException;
import io.fovea.recipe.MonitoredValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a program gives a training of its own, beside its options.
 *
 * @param loss in the place of the options' one
 * @param metrics measured in validation beside the usual ones, by name
 * @param callbacks take part, in this order
 */
public record OwnParts(Optional<Loss> loss, Map<String, Metric> metrics, List<Callback> callbacks) {

    /** Nothing. */
    public static final OwnParts NONE = new OwnParts(Optional.empty(), Map.of(), List.of());

    /**
     * Copies lists.
     *
     * @throws FoveaException when a metric's name cannot head a column, or is that of a usual one
     */
    public OwnParts {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        callbacks = List.copyOf(callbacks);
        for (String name : metrics.keySet()) {
            if (!MonitoredValue.isOwnName(name)) {
                throw new FoveaException("A metric cannot be called '" + name
                        + "'; give it a name of its own, of small letters, digits and underscores.");
            }
        }
    }

    /** These with another loss. */
    public OwnParts with(Loss other) {
        return new OwnParts(Optional.of(other), metrics, callbacks);
    }

    /**
     * These and a metric.
     *
     * @param name {@code f2}, whose column is {@code val_f2}
     */
    public OwnParts with(String name, Metric metric) {
        Map<String, Metric> more = new LinkedHashMap<>(metrics);
        more.put(name, metric);
        return new OwnParts(loss, more, callbacks);
    }

    /** These and one that takes part after the others. */
    public OwnParts with(Callback callback) {
        List<Callback> more = new ArrayList<>(callbacks);
        more.add(callback);
        return new OwnParts(loss, metrics, more);
    }

    /**
     * The value that tells the best epoch, with the word of its metric on whether a small one is better.
     *
     * @param asked what the options say
     * @param usual which of {@link MonitoredValue#USUAL} are measured
     * @throws FoveaException when nobody measures it, with what is measured
     */
    public MonitoredValue monitored(MonitoredValue asked, Predicate<MonitoredValue> usual) {
        if (asked.isUsual()) {
            return asked;
        }
        Metric metric = metrics.get(asked.word().replaceFirst("^" + MonitoredValue.VALIDATION, ""));
        if (metric == null) {
            Stream<String> known = MonitoredValue.USUAL.stream().filter(usual).map(MonitoredValue::word);
            Stream<String> added = metrics.keySet().stream().map(name -> MonitoredValue.VALIDATION + name);
            throw new FoveaException("The best epoch is to be told by " + asked.word()
                    + ", which nobody measures in this training; there are "
                    + String.join(", ", Stream.concat(known, added).toList())
                    + ". Metrics of one's own are measured where a Java program adds them.");
        }
        return new MonitoredValue(asked.word(), metric.isBestLow());
    }

    /**
     * What may change the weights that come out, in words; empty where nothing may.
     *
     * @param monitor the value that tells the best epoch
     */
    public String words(MonitoredValue monitor) {
        List<String> words = new ArrayList<>();
        loss.ifPresent(own -> words.add("loss"));
        if (!monitor.isUsual()) {
            words.add("metric");
        }
        if (!callbacks.isEmpty()) {
            words.add("callback");
        }
        return String.join(" and ", words);
    }

    /**
     * The learning rate of a step.
     *
     * @throws FoveaException when a callback gives none
     */
    double learningRate(int epoch, int step, double planned) {
        double rate = planned;
        for (Callback callback : callbacks) {
            rate = callback.learningRate(epoch, step, rate);
            if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new FoveaException("A callback sets the learning rate of epoch " + epoch + ", step " + step
                        + " to " + rate + "; it has to be a number from 0 on.");
            }
        }
        return rate;
    }
}
