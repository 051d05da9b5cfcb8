package io.fovea.plan;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.Recipe;
import io.fovea.transfer.SeenData;
import io.fovea.transfer.Transfer;
import java.util.Optional;
import java.util.Set;

/**
 * A model that a training could begin with.
 *
 * @param name of a shipped one, or a file
 * @param card what it is for
 * @param recipe that it was trained by, where it keeps one
 * @param standsOnOthers whether its first layers are those of another network; one that only went on learning stands on
 *     itself
 * @param data the fingerprints of what it was trained on, and what it stands on; empty where it keeps none
 */
record KnownModel(String name, Card card, Optional<Recipe> recipe, boolean standsOnOthers, Set<String> data) {

    static KnownModel of(String name, Model model) {
        Optional<Recipe> recipe = recipe(model);
        boolean wentOn = recipe.flatMap(Recipe::base)
                .filter(base -> base.mode() == BaseSpec.Mode.CONTINUE)
                .isPresent();
        return new KnownModel(
                name,
                model.card(),
                recipe,
                model.graph().metadata().containsKey(Transfer.BASE_KEY) && !wentOn,
                SeenData.of(model));
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
