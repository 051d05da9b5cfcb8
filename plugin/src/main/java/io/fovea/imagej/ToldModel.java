package io.fovea.imagej;

import io.fovea.model.CardFacts;
import io.fovea.model.CardKey;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;

/**
 * A model as a macro names it, with what it tells of it.
 *
 * @param name a shipped name or a path
 */
public record ToldModel(String name, CardFacts facts) {

    /** A model of which nothing is told. */
    public static ToldModel of(String name) {
        return new ToldModel(name, CardFacts.NONE);
    }

    /**
     * Reads the keys of a command; those that are empty tell nothing.
     *
     * @param others {@code key=value} of a model's card, parted by semicolons
     * @throws io.fovea.FoveaException if a value makes no sense
     */
    public static ToldModel parse(
            String model, String pixels, String color, String labels, String task, String others) {
        CardFacts facts = told(CardFacts.NONE, CardKey.PIXELS, pixels);
        facts = told(facts, CardKey.COLOR, color);
        facts = told(facts, CardKey.LABELS, labels);
        facts = told(facts, CardKey.TASK, task);
        for (String pair : others.split(";")) {
            facts = pair.isBlank() ? facts : facts.withPair(pair.strip());
        }
        return new ToldModel(model, facts);
    }

    private static CardFacts told(CardFacts facts, CardKey key, String value) {
        return value.isBlank() ? facts : facts.with(key, value.strip());
    }

    /**
     * Finds the model.
     *
     * @throws io.fovea.FoveaException if there is none, or what is told of it does not fit it
     */
    public Model find() {
        return ModelLibrary.find(name).with(facts);
    }
}
