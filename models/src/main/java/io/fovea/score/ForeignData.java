package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Target;
import io.fovea.data.UnusedFiles;
import io.fovea.image.Color;
import io.fovea.inspect.ClassNames;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import io.fovea.recipe.data.DataParts;
import io.fovea.recipe.data.LayoutFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Examples for a model that keeps no recipe, by what its card says and how the data lies.
 *
 * @param recipe of which the words about data count, and nothing else
 * @param examples all that there are
 * @param unused files that lie there and are not
 * @param reason what the data was taken for, half a sentence
 */
record ForeignData(Recipe recipe, Dataset examples, List<UnusedFiles> unused, String reason) {

    /**
     * Finds them.
     *
     * @throws FoveaException when the data is of no kind that is known, or not of what the model answers
     */
    static ForeignData of(Model model, Path data) {
        DataLayout layout = LayoutFinder.find(data);
        Card card = model.card();
        if (card.labels().isEmpty()) {
            throw new FoveaException(
                    "The classes of '" + model.name() + "' have no names; give them with --labels, in their order.");
        }
        boolean perPixel = !layout.task().equals(DataLayout.CLASSIFICATION);
        if (perPixel != (card.task().scored() == Scored.PIXELS)) {
            throw new FoveaException("'" + data + "' has " + layout.reason() + ", but '" + model.name() + "' is for "
                    + card.task().word() + "; give data of that kind.");
        }
        Recipe recipe = recipe(card, layout, card.labels());
        boolean named = layout.data().kind() == DataKind.FOLDER;
        DataParts parts = DataParts.read(named ? recipe(card, layout, layout.labels()) : recipe, data);
        Dataset whole = parts.whole();
        List<UnusedFiles> unused = parts.unused();
        return new ForeignData(recipe, named ? byName(card, layout, whole) : whole, unused, layout.reason());
    }

    /** Folders may be of some of the model's classes only, and be called by their numbers. */
    private static Dataset byName(Card card, DataLayout layout, Dataset folders) {
        int[] classes = layout.labels().stream()
                .mapToInt(name -> ClassNames.ofFolder(name, card))
                .toArray();
        return folders.map(example -> new Example(
                example.name(),
                example.image(),
                new Target.ClassIndex(classes[((Target.ClassIndex) example.target()).index()])));
    }

    private static Recipe recipe(Card card, DataLayout layout, List<String> labels) {
        Input input = card.input();
        InputSpec read = new InputSpec(
                null,
                null,
                input.channels(),
                input.color() == Color.BGR ? Color.RGB : input.color(),
                input.channelNames(),
                null,
                0,
                null,
                null,
                null,
                null);
        return new Recipe(
                card.name(),
                "",
                "",
                Optional.empty(),
                card.task(),
                labels,
                read,
                data(card, layout),
                null,
                null,
                null,
                Optional.empty(),
                null);
    }

    /** Where masks have other values than there are labels, a value is a class's number. */
    private static DataSpec data(Card card, DataLayout layout) {
        DataSpec found = layout.data();
        int labels = card.labels().size();
        if (found.kind() != DataKind.MASKS
                || !found.colors().isEmpty()
                || found.values().size() == labels) {
            return found;
        }
        List<Integer> numbers = IntStream.range(0, labels).boxed().toList();
        return new DataSpec(
                found.kind(), found.images(), found.labels(), null, null, null, numbers, List.of(), null, null, "");
    }
}
