package io.fovea.plan;

import io.fovea.FoveaException;
import io.fovea.model.Fit;
import io.fovea.model.Scored;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.data.DataLayout;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which weights to begin with: those of the shipped model that is nearest to what is wanted, or random ones.
 *
 * <ol>
 *   <li>A model of the same task and labels, for images of the same kind, goes on with all it knows.
 *   <li>For photographs in RGB, a model whose layers others trained on many photographs lends these. A classifier's all
 *       see; of a model for pixels the last ones draw, and are lent where there is no classifier alone.
 *   <li>Otherwise the weights are random.
 * </ol>
 *
 * <p>A model that has seen these very images is never taken: its score on them would say nothing.
 */
final class StartChoice {
    /** With so many examples a network learns as well from random weights. */
    private static final int MANY = 20_000;

    /** Smaller pictures are no photographs that layers for photographs would see anything in. */
    private static final int SMALLEST_PHOTO = 48;

    private final DataLayout layout;
    private final Facts facts;
    private final String fingerprint;

    /**
     * A choice for data.
     *
     * @param fingerprint of the data; empty where it has none
     */
    StartChoice(DataLayout layout, Facts facts, String fingerprint) {
        this.layout = layout;
        this.facts = facts;
        this.fingerprint = fingerprint;
    }

    /** The model to begin with, or none, of those that there are. */
    Choice<Optional<KnownStart>> nearest(List<KnownModel> models) {
        List<KnownModel> unbiased =
                models.stream().filter(model -> !hasSeenData(model)).toList();
        Optional<KnownModel> same = unbiased.stream().filter(this::answersThis).findFirst();
        if (same.isPresent()) {
            return new Choice<>(
                    Optional.of(start(same.get(), true)), "it has these labels already, for images of this kind");
        }
        boolean photos = facts.colors()
                && facts.train() < MANY
                && Math.min(facts.width(), facts.height()) >= SMALLEST_PHOTO
                && layout.data().kind() != DataKind.INSTANCES;
        Optional<KnownModel> lender = unbiased.stream()
                .filter(model -> photos && model.standsOnOthers())
                .filter(model -> model.card().input().fit() == Fit.RESIZE)
                .min(Comparator.comparing(model -> model.card().task().scored() != Scored.IMAGES));
        return lender.map(model -> new Choice<>(
                        Optional.of(start(model, false)),
                        facts.train() + " photographs are few; its layers have seen many more"))
                .orElseGet(() -> new Choice<>(Optional.empty(), "no shipped model is near to this data"));
    }

    /**
     * The model that the user named.
     *
     * @throws FoveaException when it takes images of other channels
     */
    Choice<Optional<KnownStart>> like(KnownModel model) {
        int channels = model.card().input().channels();
        if (channels < facts.channels() && !(channels == 1 && facts.colors())) {
            throw new FoveaException("The model '" + model.name() + "' takes " + channels + " channels, and the images"
                    + " have " + facts.channels() + "; give another one with --like.");
        }
        return new Choice<>(Optional.of(start(model, hasSameLabels(model))), "as was asked for");
    }

    private static KnownStart start(KnownModel model, boolean keepsHead) {
        return new KnownStart(
                model.name(), keepsHead ? BaseSpec.Mode.CONTINUE : BaseSpec.Mode.FINE_TUNE, keepsHead, model.recipe());
    }

    private boolean answersThis(KnownModel model) {
        boolean tiles = model.card().input().fit() == Fit.TILE;
        boolean objects = layout.data().kind().isOfObjects();
        int channels = model.card().input().channels();
        return hasSameLabels(model)
                && tiles == objects
                && (channels == facts.channels() || channels == 3 && facts.channels() == 1 && objects)
                && hasSameSize(model);
    }

    /** Small pictures are others than those of another size, on either side. */
    private boolean hasSameSize(KnownModel model) {
        int width = model.card().input().width().orElse(facts.width());
        return Math.min(width, facts.width()) >= SMALLEST_PHOTO || width == facts.width();
    }

    private boolean hasSameLabels(KnownModel model) {
        return model.card().task().word().equals(layout.task())
                && model.card().labels().equals(layout.labels())
                && !layout.data().kind().isMultiLabel();
    }

    /** By the fingerprint; files in MNIST's format have the names of one well-known set, or of one that replaces it. */
    private boolean hasSeenData(KnownModel model) {
        boolean same = model.data().contains(fingerprint);
        boolean named = layout.data().kind() == DataKind.IDX
                && model.recipe()
                        .map(recipe -> recipe.data().kind() == DataKind.IDX
                                && new HashSet<>(List.of(
                                                recipe.data().images(),
                                                recipe.data().labels()))
                                        .equals(new HashSet<>(List.of(
                                                layout.data().images(),
                                                layout.data().labels()))))
                        .orElse(false);
        return same || named;
    }
}
