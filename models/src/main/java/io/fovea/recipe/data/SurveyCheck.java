package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.MaskColor;
import io.fovea.data.Share;
import io.fovea.data.Survey;
import io.fovea.data.ValueCounts;
import io.fovea.recipe.Recipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a recipe fits what its data was found to be: what is worth a word, and what makes no sense to go on with. */
public final class SurveyCheck {

    private static final int MOST_NAMED = 5;

    private SurveyCheck() {}

    /** A sentence for everything that a user wants to know and that is no error. */
    public static List<String> notes(Recipe recipe, Survey survey) {
        List<String> notes = new ArrayList<>();
        Share all = survey.total();
        ValueCounts strangers = all.strangers();
        if (strangers.pixels() > 0) {
            notes.add("The recipe names no label for the mask " + (isByColor(recipe) ? "colours " : "values ")
                    + Survey.values(strangers, all.allPixels(), value -> word(recipe, value))
                    + "; these pixels teach nothing and are not measured.");
        }
        for (Share share : survey.shares()) {
            // What no part has is an error of its own, where there are parts.
            List<Integer> absent = absent(survey, share).stream()
                    .filter(label -> survey.shares().size() == 1 || all.shown().get(label) > 0)
                    .toList();
            if (!absent.isEmpty()) {
                notes.add(
                        survey.isOfObjects()
                                ? "No image of the share '" + share.name() + "' has an object."
                                : "No image of the share '" + share.name() + "' shows " + names(survey, absent)
                                        + "; scores on it say nothing of that.");
            }
        }
        if (survey.isOfObjects() && all.images() > 1 && all.single() == all.images()) {
            notes.add(
                    "Every label image has one object only. Where that is a mask of all objects at once, give each a number"
                            + " of its own first, or train on data of the kind 'masks'.");
        }
        return notes;
    }

    /**
     * Refuses to train on data in which a label does not occur.
     *
     * @throws FoveaException naming the label, and the values that masks have
     */
    public static void requireTrainable(Recipe recipe, Survey survey) {
        requireAllLabels(recipe, survey);
        Share train = survey.shares().get(0);
        for (int label : absent(survey, train)) {
            String what = survey.isOfObjects()
                    ? "has an object"
                    : "shows '" + survey.labels().get(label) + "'";
            throw new FoveaException("None of the " + train.images() + " images to learn from " + what + ", though "
                    + survey.total().shown().get(label) + " of the others "
                    + (survey.isOfObjects() ? "have one" : "do")
                    + "; share the data out in another way, such as by another 'seed' of the recipe's 'split'.");
        }
    }

    /**
     * Refuses to measure on masks whose values are other ones than the recipe's: a label does not occur, and other values
     * do.
     *
     * @throws FoveaException naming the label and the values
     */
    public static void requireMeasurable(Recipe recipe, Survey survey) {
        if (survey.total().strangers().pixels() > 0) {
            requireAllLabels(recipe, survey);
        }
    }

    private static void requireAllLabels(Recipe recipe, Survey survey) {
        Share all = survey.total();
        for (int label : absent(survey, all)) {
            if (survey.isOfObjects()) {
                throw new FoveaException("The label images of recipe '" + recipe.name()
                        + "' have no objects: all of their pixels are 0.");
            }
            throw new FoveaException(all.pixels().isEmpty() ? noImage(recipe, label) : noMask(recipe, label, all));
        }
    }

    private static String noImage(Recipe recipe, int label) {
        return "No image of the data is of '" + recipe.labels().get(label) + "', a label of recipe '" + recipe.name()
                + "'; add such images, or leave the label out.";
    }

    private static String noMask(Recipe recipe, int label, Share all) {
        boolean colors = isByColor(recipe);
        Map<Integer, Long> counts = new HashMap<>(all.strangers().counts());
        List<Integer> values = values(recipe);
        for (int i = 0; i < values.size(); i++) {
            if (all.pixels().get(i) > 0) {
                counts.put(values.get(i), all.pixels().get(i));
            }
        }
        ValueCounts there = new ValueCounts(counts, all.strangers().others());
        String setting = colors ? "'colors'" : "'values'";
        return "No mask shows '" + recipe.labels().get(label) + "', for which recipe '" + recipe.name() + "' has the "
                + (colors ? "colour " : "value ") + word(recipe, values.get(label)) + ". The masks have "
                + Survey.values(there, all.allPixels(), value -> word(recipe, value)) + "; say with " + setting
                + " which one stands for which label" + suggestion(recipe, there) + ".";
    }

    /** Where there are as many values as labels, the values in order are what was meant, most likely. */
    private static String suggestion(Recipe recipe, ValueCounts there) {
        if (isByColor(recipe) || there.counts().size() != recipe.labels().size() || there.others() > 0) {
            return "";
        }
        return there.sorted().stream()
                .map(ValueCounts.Count::value)
                .sorted(Comparator.naturalOrder())
                .map(String::valueOf)
                .collect(Collectors.joining(", ", ", such as 'values: [", "]'"));
    }

    private static List<Integer> absent(Survey survey, Share share) {
        List<Integer> absent = new ArrayList<>();
        for (int i = 0; i < survey.labels().size(); i++) {
            if (share.images() > 0 && share.shown().get(i) == 0) {
                absent.add(i);
            }
        }
        return absent;
    }

    private static String names(Survey survey, List<Integer> labels) {
        String first = labels.stream()
                .limit(MOST_NAMED)
                .map(label -> "'" + survey.labels().get(label) + "'")
                .collect(Collectors.joining(", "));
        return labels.size() <= MOST_NAMED ? first : first + " and " + (labels.size() - MOST_NAMED) + " other labels";
    }

    private static List<Integer> values(Recipe recipe) {
        return isByColor(recipe)
                ? recipe.data().colors().stream().map(MaskColor::rgb).toList()
                : RecipeData.values(recipe);
    }

    private static boolean isByColor(Recipe recipe) {
        return !recipe.data().colors().isEmpty();
    }

    private static String word(Recipe recipe, int value) {
        return isByColor(recipe) ? new MaskColor(value).toString() : Integer.toString(value);
    }
}
