package io.fovea.plan;

import io.fovea.FoveaException;
import io.fovea.data.MaskColor;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.DataSpec;
import io.fovea.recipe.InputSpec;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.DataLayout;
import io.fovea.transfer.BaseModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A recipe that is being chosen.
 *
 * @param options what the user says
 * @param layout how the data lies
 * @param facts what it was found to be
 * @param data where it is
 * @param split which of it is held out
 * @param start what the training begins with
 * @param affordable the largest side in pixels of images that the time is enough for, where that was found out
 */
record RecipeDraft(
        PlanOptions options,
        DataLayout layout,
        Facts facts,
        Path data,
        SplitChoice split,
        Choice<Optional<KnownStart>> start,
        OptionalInt affordable) {

    /** Of fewer examples weights are learnt too well, unless they are kept small. */
    private static final int FEW = 5000;

    private static final double EMA = 0.99;
    private static final int HALO = 112;
    private static final int MULTIPLE = 16;
    private static final String OBJECTS_STRETCHED = "images are stretched alike, however they were exposed";

    /** A recipe that is good for listing the data, and nothing else. */
    static Recipe provisional(PlanOptions options, DataLayout layout, Path data) {
        RecipeText text = new RecipeText();
        text.top("name", options.name(), "").top("architecture", "zoo:digits", "");
        text.top("task", layout.task(), "").top("labels", layout.labels(), "");
        data(text, layout, Optional.empty());
        text.section("input").put("channels", 1, "");
        return Recipe.parse(text.yaml(), "that lists '" + data + "'");
    }

    /** The same for reading it, shared out as it will be. */
    static Recipe readable(Recipe provisional, boolean colors, SplitChoice split) {
        InputSpec input = new InputSpec(null, null, colors ? 3 : 1, null, null, null, 0, null, null, null, null);
        return new Recipe(
                provisional.name(),
                "",
                "",
                provisional.architecture(),
                provisional.task(),
                provisional.labels(),
                input,
                provisional.data(),
                split.spec(),
                null,
                null,
                Optional.empty(),
                null,
                null);
    }

    /**
     * The same with smaller images, where so few epochs fit into the time.
     *
     * @return nothing where they are enough, or images cannot be smaller
     */
    Optional<RecipeDraft> inTime(int epochs) {
        OptionalInt side = input().sideInTime(epochs);
        return side.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecipeDraft(options, layout, facts, data, split, start, side));
    }

    private InputChoice input() {
        return new InputChoice(layout, facts, start.value(), affordable);
    }

    /** Whether the training begins with what others learnt. */
    boolean isBegun() {
        return start.value().isPresent();
    }

    /**
     * The recipe with its reasons.
     *
     * @throws FoveaException when the model whose network is asked for has none of its own
     */
    String yaml(Measured measured) {
        InputChoice input = input();
        int side = input.tiles().value()
                ? input.crop().value()
                : input.size().value().get(0);
        RecipeText text = new RecipeText();
        text.top("name", options.name(), "the model is called so");
        text.top("task", layout.task(), layout.reason());
        text.top("labels", layout.labels(), facts.train() + " examples to learn from");
        network(text, side);
        input(text, input);
        data(text, layout, input.tiles().value() ? Optional.of(input.crop()) : Optional.empty());
        split(text);
        text.section("augmentation");
        new AugmentationChoice(layout, facts).values().forEach(text::put);
        training(text, measured);
        return "# Chosen by 'fovea train' for the data in '"
                + data.toAbsolutePath().normalize().getFileName()
                + "', with a reason for each choice. Change what you know better.\n" + text.yaml();
    }

    private void network(RecipeText text, int side) {
        if (start.value().isPresent()) {
            KnownStart begun = start.value().get();
            text.section("base");
            text.put("model", begun.model(), start.reason());
            text.put(
                    "mode",
                    begun.mode() == BaseSpec.Mode.CONTINUE ? "continue" : "fine-tune",
                    begun.keepsHead() ? "everything moves on from there" : "all its layers move with the head, slowly");
            head(text, begun);
            return;
        }
        if (options.like().isPresent()) {
            String name = options.like().get();
            String architecture = KnownModel.of(name, BaseModels.find(name, List.of(data)))
                    .recipe()
                    .flatMap(Recipe::architecture)
                    .orElseThrow(
                            () -> new FoveaException("The model '" + name + "' keeps no architecture of the zoo that"
                                    + " could begin with random weights; leave --from-scratch out, or --like."));
            text.top("architecture", architecture, "that of '" + name + "', as was asked for; " + start.reason());
            return;
        }
        Choice<String> architecture = NetworkChoice.of(layout, side);
        text.top("architecture", architecture.value(), architecture.reason() + "; " + start.reason());
    }

    private void head(RecipeText text, KnownStart begun) {
        if (begun.keepsHead()) {
            text.put("head", "keep", "its labels are those that are wanted");
        } else if (layout.task().equals(DataLayout.CLASSIFICATION)) {
            text.put("head", RecipeText.raw("{pooling: average, dropout: 0.5}"), "these labels are new to it");
        } else {
            text.put("head", RecipeText.raw("{decoder: {taps: auto}}"), "an answer for every pixel is new to it");
        }
    }

    private void input(RecipeText text, InputChoice input) {
        text.section("input");
        text.put("channels", input.channels());
        if (input.isOfStains()) {
            text.put("color", "channels", "stains are no colours");
        }
        if (!input.tiles().value()) {
            Choice<List<Integer>> size = input.size();
            text.put("width", size.value().get(0), size.reason());
            text.put("height", size.value().get(1), "likewise");
            if (facts.deep()) {
                text.put("stretch", "deep", "some images have more than 8 bits, which cameras seldom fill");
            }
            return;
        }
        Optional<InputSpec> known = start.value().flatMap(KnownStart::input).filter(spec -> spec.halo() > 0);
        text.put("fit", "tile", input.tiles().reason());
        text.put("halo", known.map(InputSpec::halo).orElse(HALO), "so far a pixel's answer depends on others");
        text.put("multiple", known.map(InputSpec::multiple).orElse(MULTIPLE), "the network halves images four times");
        text.put(
                "stretch",
                known.map(spec -> spec.stretch().name().toLowerCase(Locale.ROOT))
                        .orElse("all"),
                OBJECTS_STRETCHED);
        text.put("low", known.map(InputSpec::low).orElse(0.5), "so much may be darker than black");
        text.put("high", known.map(InputSpec::high).orElse(99.8), "and so much brighter than white");
    }

    private static void data(RecipeText text, DataLayout layout, Optional<Choice<Integer>> crop) {
        DataSpec data = layout.data();
        text.section("data").put("kind", data.kind().word(), "as its files lie there");
        optional(text, "images", data.images());
        optional(text, "labels", data.labels());
        optional(text, "testImages", data.testImages());
        optional(text, "testLabels", data.testLabels());
        if (!data.values().isEmpty()) {
            text.put("values", data.values(), "one for each label; these are all that masks have");
        }
        if (!data.colors().isEmpty()) {
            text.put(
                    "colors",
                    data.colors().stream().map(MaskColor::toString).toList(),
                    "one for each label; these are all that masks have");
        }
        crop.ifPresent(side -> text.put("crop", side));
    }

    private static void optional(RecipeText text, String word, Optional<String> path) {
        path.ifPresent(found -> text.put(word, found, "found there"));
    }

    private void split(RecipeText text) {
        text.section("split");
        text.put("seed", SplitChoice.SEED, "so that the same examples are held out again");
        text.put("validation", split.validation());
        text.put("test", split.test());
        text.put("balanced", split.balanced());
    }

    private void training(RecipeText text, Measured measured) {
        LossChoice loss = new LossChoice(layout, facts, start.value());
        boolean few = facts.train() < FEW;
        text.section("training");
        text.put("epochs", measured.epochs());
        text.put("batch", measured.batch());
        text.put(
                "optimizer",
                few ? "adamw" : "adam",
                few ? "keeps weights small, as examples are few" : "learns quickly");
        text.put("learningRate", measured.learningRate());
        text.put("schedule", "cosine", "ends in small steps, whatever the number of epochs");
        text.put("ema", EMA, "an average over a hundred steps is steadier than the last one");
        text.put("loss", loss.loss());
        Choice<List<Double>> weights = loss.weights();
        if (!weights.value().isEmpty()) {
            text.put("classWeights", weights);
        }
        text.put("seed", SplitChoice.SEED, "of first weights, order and variations");
    }
}
