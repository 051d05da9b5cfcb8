package io.fovea.model;

import io.fovea.FoveaException;
import io.fovea.image.Color;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Facts about a model that its file does not say, or says wrong: a value for some keys of its card.
 *
 * <pre>{@code
 * Model told = model.with(CardFacts.NONE.with("pixels", "imagenet").with("color", "bgr"));
 * }</pre>
 *
 * <p>Later ones win over earlier ones. Immutable and thread-safe.
 */
public final class CardFacts {
    /** No fact. */
    public static final CardFacts NONE = new CardFacts(List.of());

    private final List<Fact> facts;

    private record Fact(CardKey key, String value, Basis basis) {}

    private CardFacts(List<Fact> facts) {
        this.facts = facts;
    }

    /**
     * These and one more.
     *
     * @param key of the card, such as {@code pixels}, {@code labels}, {@code width}
     * @throws FoveaException if there is no such key, listing the known ones, or it does not take the value
     */
    public CardFacts with(String key, String value) {
        return with(CardKey.parse(key, "A model's card"), value);
    }

    /** These and one more, as {@link #with(String, String)}. */
    public CardFacts with(CardKey key, String value) {
        String text = key == CardKey.LABELS ? String.join("\n", Labels.of(value)) : value;
        return with(key, text, Basis.of(Basis.Kind.TOLD));
    }

    /** Reads {@code key=value}. */
    public CardFacts withPair(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new FoveaException("'" + pair + "' is no KEY=VALUE of a model's card, such as width=512.");
        }
        return with(pair.substring(0, equals), pair.substring(equals + 1));
    }

    CardFacts with(CardKey key, String value, Basis basis) {
        String text = key.normalised(value);
        String from = basis.detail().isEmpty() ? "" : "The file '" + basis.detail() + "': ";
        if (key == CardKey.PIXELS) {
            PixelValues.parse(text, Color.RGB);
        }
        key.fault(text).ifPresent(needed -> {
            throw new FoveaException(from + "'" + CardFields.shortened(value.strip()) + "' is given for " + key.key()
                    + ": " + needed + (needed.startsWith("two") ? " are" : " is") + " needed.");
        });
        // What is said of all of them at once makes earlier details void.
        Stream<Fact> kept = facts.stream()
                .filter(fact -> fact.key != key && !(key == CardKey.PIXELS && CardKey.OF_PIXELS.contains(fact.key)));
        return new CardFacts(
                Stream.concat(kept, Stream.of(new Fact(key, text, basis))).toList());
    }

    /** These but for some keys. */
    CardFacts without(CardKey... keys) {
        List<CardKey> left = List.of(keys);
        return new CardFacts(
                facts.stream().filter(fact -> !left.contains(fact.key)).toList());
    }

    /** These and others, which win over these. */
    public CardFacts and(CardFacts others) {
        CardFacts all = this;
        for (Fact fact : others.facts) {
            all = all.with(fact.key, fact.value, fact.basis);
        }
        return all;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return facts.isEmpty();
    }

    /** Whether something is said of a key. */
    boolean has(CardKey key) {
        return value(key).isPresent()
                || CardKey.OF_PIXELS.contains(key) && value(CardKey.PIXELS).isPresent()
                || key == CardKey.PIXELS && facts.stream().anyMatch(fact -> CardKey.NUMBERS.contains(fact.key));
    }

    Optional<String> value(CardKey key) {
        return facts.stream().filter(fact -> fact.key == key).map(Fact::value).findFirst();
    }

    <E extends Enum<E>> Optional<E> word(CardKey key, Class<E> type) {
        return value(key).flatMap(text -> Arrays.stream(type.getEnumConstants())
                .filter(word -> CardKey.word(word).equals(text))
                .findFirst());
    }

    /** The task that is told, if only by the head that models for it have. */
    Optional<Task> task() {
        return word(CardKey.TASK, Task.class)
                .or(() -> word(CardKey.HEAD, DetectorHead.class).flatMap(DetectorHead::task));
    }

    Map<CardKey, String> values() {
        Map<CardKey, String> values = new EnumMap<>(CardKey.class);
        facts.forEach(fact -> values.put(fact.key, fact.value));
        return values;
    }

    /** Where each key comes from that something is said of. */
    Map<CardKey, Basis> bases() {
        Map<CardKey, Basis> bases = new EnumMap<>(CardKey.class);
        for (Fact fact : facts) {
            bases.put(fact.key, fact.basis);
            if (CardKey.NUMBERS.contains(fact.key)) {
                bases.put(CardKey.PIXELS, fact.basis);
            }
            if (fact.key == CardKey.PIXELS) {
                CardKey.OF_PIXELS.forEach(key -> bases.put(key, fact.basis));
            }
        }
        return bases;
    }

    /**
     * A card in which these facts stand in place of what it says; its assumptions are kept.
     *
     * @throws FoveaException if they contradict each other
     */
    Card over(Card card) {
        if (facts.isEmpty()) {
            return card;
        }
        Map<CardKey, String> fields = CardFields.of(card);
        Color color = word(CardKey.COLOR, Color.class).orElse(card.input().color());
        for (Fact fact : facts) {
            if (fact.key == CardKey.PIXELS) {
                CardKey.OF_PIXELS.forEach(fields::remove);
                fields.putAll(CardFields.of(PixelValues.parse(fact.value, color)));
            } else {
                fields.put(fact.key, fact.value);
            }
        }
        task().ifPresent(task -> fields.put(CardKey.TASK, CardKey.word(task)));
        if (has(CardKey.COLOR) && !has(CardKey.CHANNELS) && color != Color.CHANNELS) {
            fields.put(CardKey.CHANNELS, Integer.toString(color.channels()));
        }
        if (fields.get(CardKey.MEAN).split(" ").length
                != fields.get(CardKey.STD).split(" ").length) {
            widen(fields);
        }
        Card told = CardFields.card(fields, card.name(), CardKey::key);
        return told.withAssumptions(card.assumptions());
    }

    /** Whether the same is said of the same keys, from the same source. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CardFacts that && facts.equals(that.facts);
    }

    @Override
    public int hashCode() {
        return facts.hashCode();
    }

    /** One number stands for every channel. */
    private static void widen(Map<CardKey, String> fields) {
        String mean = fields.get(CardKey.MEAN);
        String std = fields.get(CardKey.STD);
        int most = Math.max(mean.split(" ").length, std.split(" ").length);
        for (CardKey key : List.of(CardKey.MEAN, CardKey.STD)) {
            if (!fields.get(key).contains(" ")) {
                fields.put(key, (fields.get(key) + " ").repeat(most).strip());
            }
        }
    }
}
