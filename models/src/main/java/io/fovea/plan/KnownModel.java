package io.fovea.plan;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.transfer.Transfer;
import java.util.Optional;

/**
 * A model that a training could begin with.
 *
 * @param name of a shipped one, or a file
 * @param card what it is for
 * @param recipe that it was trained by, where it keeps one
 * @param standsOnOthers whether its first layers are those of a network that others trained
 * @param data the fingerprint of what it was trained on; empty where it keeps none
 */
record KnownModel(String name, Card card, Optional<Recipe> recipe, boolean standsOnOthers, String data) {

    static KnownModel of(String name, Model model) {
        return new KnownModel(
                name,
                model.card(),
                recipe(model),
                model.graph().metadata().containsKey(Transfer.BASE_KEY),
                model.graph().metadata().getOrDefault(RecipeData.FINGERPRINT_KEY, ""));
    }

    private static Optional<Recipe> recipe(Model model) {
        try {
            return Optional.ofNullable(model.graph().metadata().get(Recipe.KEY))
                    .map(yaml -> Recipe.parse(yaml, "of model '" + model.name() + "'"));
        } catch (FoveaException e) {
            return Optional.empty(); // a recipe of other words than today's says nothing that could be taken from it
        }
    }
}
