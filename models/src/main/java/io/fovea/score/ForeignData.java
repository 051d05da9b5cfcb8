package io.fovea.score;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Target;
import io.fovea.data.UnusedFiles;
import io.fovea.image.Color;
import io.fovea.inspect.ClassNames;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.model.Task;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import io.fovea.recipe.data.DataParts;
import io.fovea.recipe.data.LayoutFinder;
import io.fovea.task.Jobs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        if (!answers(card.task(), layout)) {
            throw new FoveaException("'" + data + "' has " + layout.reason() + ", but '" + model.name() + "' is for "
                    + card.task().word() + "; give data of that kind.");
        }
        boolean hasClasses = card.task().scored() != Scored.NOTHING;
        if (hasClasses && card.labels().isEmpty()) {
            throw new FoveaException(
                    "The classes of '" + model.name() + "' have no names; give them with --labels, in their order.");
        }
        Recipe recipe = recipe(card, layout, hasClasses ? card.labels() : layout.labels());
        boolean named = layout.data().kind() == DataKind.FOLDER;
        DataParts parts = DataParts.read(named ? recipe(card, layout, layout.labels()) : recipe, data);
        Dataset whole = parts.whole();
        List<UnusedFiles> unused = parts.unused();
        return new ForeignData(recipe, named ? byName(card, layout, whole) : whole, unused, layout.reason());
    }

    /** Whether a model answers what the data knows. */
    private static boolean answers(Task task, DataLayout layout) {
        if (layout.data().kind().isOfObjects()) {
            return Jobs.SEGMENT.tasks().contains(task)
                    && (task.scored() == Scored.NOTHING || task.foreground().isPresent());
        }
        return task.scored() == (layout.task().equals(DataLayout.CLASSIFICATION) ? Scored.IMAGES : Scored.PIXELS);
    }

    /** Folders may be of some of the model's classes only, and be called by their numbers. */
    private static Dataset byName(Card card, DataLayout layout, Dataset folders) {
        int[] classes = layout.labels().stream()
                .mapToInt(name -> ClassNames.ofFolder(name, card))
                .toArray();
        return folders.map(example -> example.with(
                example.image(), new Target.ClassIndex(classes[((Target.ClassIndex) example.target()).index()])));
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
                task(card, layout),
                labels,
                read,
                data(card, layout),
                null,
                null,
                null,
                Optional.empty(),
                null,
                null);
    }

    /** The model's; of one without classes, that by which such data is read. */
    private static Task task(Card card, DataLayout layout) {
        return Arrays.stream(Task.values())
                .filter(task -> card.task().scored() == Scored.NOTHING)
                .filter(task -> task.word().equals(layout.task()))
                .findFirst()
                .orElse(card.task());
    }

    /** Where masks have as many values as there are labels, they stand for these; otherwise a value is a class's number. */
    private static DataSpec data(Card card, DataLayout layout) {
        DataSpec found = layout.data();
        int labels = card.labels().size();
        if (found.kind() != DataKind.MASKS || !found.colors().isEmpty()) {
            return found;
        }
        List<Integer> values = found.values().size() == labels
                ? inOrder(card.labels(), layout)
                : IntStream.range(0, labels).boxed().toList();
        return found.withClasses(values, List.of());
    }

    /** The values by custom, such as 0 for what is called background; those of other labels in order. */
    private static List<Integer> inOrder(List<String> labels, DataLayout layout) {
        List<Integer> values = layout.data().values();
        Map<String, Integer> byName = new HashMap<>();
        IntStream.range(0, values.size())
                .forEach(i -> byName.put(layout.labels().get(i).toLowerCase(Locale.ROOT), values.get(i)));
        List<Optional<Integer>> known = labels.stream()
                .map(label -> Optional.ofNullable(byName.get(label.toLowerCase(Locale.ROOT))))
                .toList();
        Deque<Integer> others = new ArrayDeque<>(values);
        known.forEach(value -> value.ifPresent(others::remove));
        return known.stream().map(value -> value.orElseGet(others::removeFirst)).toList();
    }
}
