package io.fovea.recipe;

import io.fovea.FoveaException;
import io.fovea.data.MaskColor;
import io.fovea.image.Stretch;
import io.fovea.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Whether a recipe's words fit one another, asked before anything is trained. */
final class Consistency {

    private static final int CLASSES_OF_TRIMAPS = 3;
    private static final int RGB = 3;

    private Consistency() {}

    /**
     * Checks the recipe by itself.
     *
     * @throws FoveaException when its task cannot be trained, its labels are not told apart or do not fit its kind of data,
     *     nothing would measure what it monitors, its images are of two sizes, or it leaves out the head of a base
     */
    static void check(Recipe recipe) {
        int labels = recipe.labels().size();
        if (recipe.labels().stream().anyMatch(String::isBlank)
                || recipe.labels().stream().distinct().count() < labels) {
            throw new FoveaException("The labels of recipe '" + recipe.name() + "' are " + recipe.labels()
                    + "; give every class a name of its own.");
        }
        if (!recipe.top() && recipe.base().isPresent()) {
            throw new FoveaException("Recipe '" + recipe.name() + "' says 'top: false', which is for architectures; the"
                    + " head of a base is said by its 'head'.");
        }
        if (!recipe.top() && recipe.file().isPresent()) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' says 'top: false', which is for architectures of the"
                            + " zoo; a file that is to lose its head is a 'base'.");
        }
        checkMixing(recipe);
        checkBorder(recipe);
        checkPasting(recipe);
        checkLayers(recipe);
        checkTeachers(recipe);
        checkTask(recipe);
        checkObjects(recipe);
        checkCrop(recipe);
        checkColors(recipe);
        int weights = recipe.training().loss().classWeights().size();
        if (weights > 0 && weights != labels) {
            throw new FoveaException("The 'classWeights' of recipe '" + recipe.name() + "' are " + weights
                    + " numbers for " + labels + " labels; give one for each.");
        }
        if (recipe.data().kind().isOfObjects() && recipe.objects().isEmpty() && labels != CLASSES_OF_TRIMAPS) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has " + labels + " labels, but of instances a trimap"
                            + " is made; give it the labels foreground, background and contour.");
        }
        MonitoredValue monitor = recipe.training().monitor();
        // A metric of a program is not known before that program trains.
        if (monitor.isUsual() && !monitor.isMeasuredIn(recipe)) {
            throw new FoveaException("Recipe '" + recipe.name() + "' monitors " + monitor.word()
                    + ", which is not measured for this task and " + labels + " labels; monitor val_loss or "
                    + (recipe.isPerPixel() ? "val_mean_iou" : "val_accuracy") + ".");
        }
    }

    /** What is half of one image and half of another has no answer for a pixel; features have no pixels to cut out. */
    private static void checkMixing(Recipe recipe) {
        MixingSpec mixing = recipe.training().mixing();
        if (mixing.isOn() && recipe.isPerPixel()) {
            throw new FoveaException("Recipe '" + recipe.name()
                    + "' mixes images, which is for answers to whole images;" + " leave 'mixUp' and 'cutMix' out.");
        }
        if (isOfFeatures(recipe) && mixing.cutMix() > 0) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' cuts pieces out of images, but the mode 'features' has"
                            + " no images any more; use the mode 'frozen', or 'mixUp' in the place of 'cutMix'.");
        }
    }

    private static boolean isOfFeatures(Recipe recipe) {
        return recipe.base()
                .map(BaseSpec::mode)
                .filter(BaseSpec.Mode.FEATURES::equals)
                .isPresent();
    }

    private static void checkBorder(Recipe recipe) {
        LossSpec loss = recipe.training().loss();
        if (loss.border().isOn()
                && !(recipe.data().kind().isOfObjects() && loss.name().countsPixels())) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has a 'borderWeight', which is for cross-entropies of"
                            + " data of the kind 'instances'; its data is of the kind '"
                            + recipe.data().kind().word() + "', its loss '"
                            + loss.name().word() + "'. Leave it out.");
        }
    }

    /** What is frozen has no head that could learn, and no branch that would. */
    private static void checkLayers(Recipe recipe) {
        LayerSpec layers = recipe.training().layers();
        boolean isPart = recipe.base()
                .filter(base -> base.mode() != BaseSpec.Mode.CONTINUE)
                .isPresent();
        if (isPart && !layers.auxiliary().isEmpty()) {
            throw new FoveaException("Recipe '" + recipe.name()
                    + "' has 'auxiliary' losses, but trains a part of its base alone; leave them out, or use the mode"
                    + " 'continue'.");
        }
        if (isPart && layers.depth() > 0) {
            throw new FoveaException("Recipe '" + recipe.name()
                    + "' has a 'stochasticDepth', but trains a part of its base alone; leave it out, or use the mode"
                    + " 'continue'.");
        }
    }

    /** Features are computed without a teacher looking on, and what a teacher says of pixels has no numbers of objects. */
    private static void checkTeachers(Recipe recipe) {
        boolean unlabelled = recipe.data().unlabelled().isPresent();
        boolean distilled = recipe.training().distillation().isPresent();
        if (isOfFeatures(recipe) && (unlabelled || distilled)) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has a teacher, but the mode 'features' has no images"
                            + " any more that it could look at; use the mode 'frozen'.");
        }
        if (unlabelled
                && (recipe.augmentation().copyPaste() > 0
                        || recipe.training().loss().border().isOn())) {
            throw new FoveaException(
                    "Recipe '" + recipe.name()
                            + "' has 'unlabelled' images, whose objects nobody numbered; leave 'copyPaste' and 'borderWeight' out.");
        }
        if (distilled && recipe.input().stretch() == Stretch.NONE) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has a 'distillation', whose teacher looks at grey levels of"
                            + " 0 to 255, but its input says 'stretch: none', with which there may be others; leave one of them out.");
        }
        int channels = recipe.input().channels();
        if (distilled && channels != 1 && channels != RGB) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has a 'distillation', whose teacher looks at grey or RGB"
                            + " images, but its input has " + channels + " channels; leave it out.");
        }
    }

    private static void checkPasting(Recipe recipe) {
        if (recipe.augmentation().copyPaste() > 0 && !recipe.data().kind().isOfObjects()) {
            throw new FoveaException("Recipe '" + recipe.name()
                    + "' has a 'copyPaste', which is for data of the kind 'instances', whose objects are told apart; its data is"
                    + " of the kind '" + recipe.data().kind().word() + "'. Leave it out.");
        }
    }

    private static void checkTask(Recipe recipe) {
        if (!isTrained(recipe.task())) {
            String known = Arrays.stream(Task.values())
                    .filter(Consistency::isTrained)
                    .map(Task::word)
                    .collect(Collectors.joining(", "));
            throw new FoveaException("The task of recipe '" + recipe.name() + "' is "
                    + recipe.task().word() + ", which cannot be trained; give one of " + known + ".");
        }
    }

    private static boolean isTrained(Task task) {
        return task.scored().isExplained() || task.isOfObjects();
    }

    /** What its numbers mean is fixed: which loss there is, and that no others can be learned beside it. */
    private static void checkObjects(Recipe recipe) {
        String name = "Recipe '" + recipe.name() + "'";
        if (recipe.objects().isEmpty()) {
            if (recipe.task().isOfObjects()) {
                throw new FoveaException(
                        name + " has the task instances, but does not say how its network tells objects"
                                + " apart; give it 'objects: {head: stardist}' or 'objects: {head: cellpose}'.");
            }
            return;
        }
        if (!recipe.task().isOfObjects()) {
            throw new FoveaException(name + " has 'objects', which are for the task instances; its task is "
                    + recipe.task().word() + ".");
        }
        if (!recipe.data().kind().isOfObjects()
                || recipe.labels().size() != 1
                || recipe.classes().stream().distinct().count() < 2) {
            throw new FoveaException(
                    name + " has 'objects', which are learned from data of the kind 'instances' and have"
                            + " one label, such as nucleus; its data is of the kind '"
                            + recipe.data().kind().word() + "', its labels are " + recipe.labels() + ".");
        }
        LossSpec loss = recipe.training().loss();
        boolean plain = loss.name() == LossName.AUTO
                && loss.classWeights().isEmpty()
                && loss.labelSmoothing() == 0
                && !loss.border().isOn();
        if (!plain
                || recipe.data().unlabelled().isPresent()
                || recipe.training().distillation().isPresent()
                || !recipe.training().layers().auxiliary().isEmpty()) {
            throw new FoveaException(
                    name + " has 'objects', which have a loss of their own; leave 'loss', 'classWeights',"
                            + " 'labelSmoothing', 'borderWeight', 'auxiliary', 'unlabelled' and 'distillation' out.");
        }
    }

    private static void checkCrop(Recipe recipe) {
        InputSpec input = recipe.input();
        OptionalInt crop = recipe.data().crop();
        boolean differs = crop.isPresent()
                && (input.width().isPresent() && !input.width().equals(crop)
                        || input.height().isPresent() && !input.height().equals(crop));
        if (differs) {
            throw new FoveaException("Recipe '" + recipe.name() + "' has an input of "
                    + input.width().orElse(0) + "x" + input.height().orElse(0) + " pixels, but a crop of "
                    + crop.getAsInt()
                    + "; leave the input's width and height out, or crop to the same size.");
        }
    }

    private static void checkColors(Recipe recipe) {
        List<MaskColor> colors = recipe.data().colors();
        if (colors.isEmpty()) {
            return;
        }
        if (recipe.data().kind() != DataKind.MASKS || !recipe.data().values().isEmpty()) {
            throw new FoveaException("The data of recipe '" + recipe.name()
                    + "' has 'colors', which are for the kind 'masks', in the place of 'values'; leave them out.");
        }
        if (colors.size() != recipe.labels().size()
                || colors.stream().distinct().count() < colors.size()) {
            throw new FoveaException(
                    "Recipe '" + recipe.name() + "' has " + recipe.labels().size() + " labels and the colours " + colors
                            + "; give each label one of its own.");
        }
    }
}
