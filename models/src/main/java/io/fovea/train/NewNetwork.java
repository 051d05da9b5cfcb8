package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.recipe.Recipe;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;

/** The network of a recipe's architecture, with random weights. */
final class NewNetwork {

    private NewNetwork() {}

    /**
     * Builds it.
     *
     * @throws FoveaException when the architecture is not known, or does not go with images of the recipe's size
     */
    static Graph of(Recipe recipe) {
        String name = recipe.architecture().orElseThrow();
        if (name.startsWith(Recipe.OF_JAVA)) {
            throw new FoveaException(
                    "The network '" + name + "' was built by a Java program, of which the recipe keeps no"
                            + " more than the name; run that program again.");
        }
        Architecture architecture = recipe.top() ? Zoo.find(name) : Zoo.findWithoutTop(name);
        Architecture.Settings settings = recipe.settings();
        int height = recipe.trainedHeight().orElse(-1);
        int width = recipe.trainedWidth().orElse(-1);
        try {
            Graph graph = architecture.build(settings);
            // A network for any size is tried on the one it is trained on: its layers then know all sizes.
            boolean isFree = settings.size().filter(size -> !size.isFixed()).isPresent();
            Graph sized =
                    isFree && height > 0 && width > 0 ? architecture.build(settings.withSize(height, width)) : graph;
            requireAnswerPerPixel(recipe, sized, height, width);
            return graph;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new FoveaException(
                    "The network " + name + " does not go with images of " + side(width) + "x"
                            + side(height) + " pixels: " + e.getMessage()
                            + ". Give the recipe's 'input' (or the 'crop' of its data) another size.",
                    e);
        }
    }

    private static String side(int side) {
        return side < 0 ? "any" : Integer.toString(side);
    }

    private static void requireAnswerPerPixel(Recipe recipe, Graph graph, int height, int width) {
        long[] answer = graph.outputs().get(0).shape().sizes();
        if (recipe.isPerPixel() && answer.length == 4 && (answer[2] != height || answer[3] != width)) {
            throw new IllegalArgumentException("it answers with " + answer[3] + "x" + answer[2]);
        }
    }
}
