package io.fovea.plan;

import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import java.util.Optional;

/**
 * The weights that a training begins with.
 *
 * @param model a shipped model's name, or a file
 * @param mode how much of it moves
 * @param keepsHead whether its answers are what is wanted already
 * @param recipe that it was trained by, where it keeps one
 */
record KnownStart(String model, BaseSpec.Mode mode, boolean keepsHead, Optional<Recipe> recipe) {

    /** What images it was trained on, where it keeps its recipe. */
    Optional<InputSpec> input() {
        return recipe.map(Recipe::input);
    }
}
