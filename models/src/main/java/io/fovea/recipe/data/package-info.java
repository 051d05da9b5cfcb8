/** The examples that a recipe speaks of: found, shared out, held against what the recipe says, made into batches. */
package io.fovea.recipe.data;
