package io.fovea.transfer;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.recipe.BaseSpec;
import io.fovea.recipe.Recipe;
import io.fovea.report.Fingerprint;
import io.fovea.task.Refusals;
import io.fovea.torch.Trainable;
import java.util.Optional;

/**
 * A network that stands on one that others trained: the base in operator set 17 and float32, its preprocessing in its
 * graph, cut before its classifier, with a head of ours.
 *
 * <pre>{@code
 * Transfer transfer = Transfer.of(Model.read(Path.of("squeezenet.onnx")), recipe);
 * Trainer trainer = new Trainer(transfer.graph(), options, checkpoint, text).training(transfer.trainable());
 * }</pre>
 *
 * @param graph the whole network, from raw pixels, 0 to 255, {@code [batch, C, H, W]}, to probabilities
 * @param trainable what of it is trained
 * @param condensed the value before the first weights of the head, which never changes while the base is frozen
 * @param sha256 tells the base from every other one, whatever its file is called; in hexadecimal digits
 */
public record Transfer(Graph graph, Trainable trainable, String condensed, String sha256) {

    /** The metadata key under which a model keeps the name of the base it stands on. */
    public static final String BASE_KEY = "fovea.base";

    /** The metadata key under which a model keeps the name of the value that its base ends in. */
    public static final String FEATURES_KEY = "fovea.base.output";

    /** The metadata key under which a model keeps the license of the base it stands on, where that is known. */
    public static final String BASE_LICENSE_KEY = "fovea.base.license";

    private static final int TRIAL_SIZE = 224;

    /**
     * Puts a recipe's head on a base.
     *
     * @throws FoveaException when the base is no network for images of the recipe's kind, an operator of it cannot be
     *     raised, or the recipe names a value or layer that it does not have
     */
    public static Transfer of(Model model, Recipe recipe) {
        BaseSpec spec = recipe.requireBase();
        Graph base = PreparedBase.of(model, recipe);
        String answer = model.card().outputOf(base);
        if (!base.has(answer)) {
            throw Refusals.noOutput(model.card(), answer);
        }
        MeasuredMaps maps = MeasuredMaps.of(
                base,
                recipe.trainedHeight().orElse(TRIAL_SIZE),
                recipe.trainedWidth().orElse(TRIAL_SIZE));
        String known = base.metadata().getOrDefault(FEATURES_KEY, "");
        String named = spec.output().orElse(known);
        String features = named.isEmpty() ? maps.last(answer) : named;
        if (!maps.names().contains(features)) {
            throw new FoveaException("The base '" + model.name() + "' has no feature map '" + features + "'; it has "
                    + String.join(", ", maps.names()) + ".");
        }
        Optional<String> license = license(model, spec);
        base.metadata().clear();
        HeadedBase joined = spec.head().keep()
                ? HeadedBase.keeping(base, recipe, answer, features)
                : HeadedBase.heading(base, recipe, features, maps);
        joined.graph().metadata().put(BASE_KEY, model.name());
        joined.graph().metadata().put(FEATURES_KEY, features);
        license.ifPresent(text -> joined.graph().metadata().put(BASE_LICENSE_KEY, text));
        SeenData.keep(model, joined.graph());
        // Of the weights too, also of those in files beside it.
        String sha256 = Fingerprint.sha256(model.graph().toBytes());
        return new Transfer(joined.graph(), FrozenBase.of(joined, spec), joined.condensed(), sha256);
    }

    /** What the recipe says, or the base's card, or what that keeps of a base of its own. */
    private static Optional<String> license(Model model, BaseSpec spec) {
        return Optional.of(spec.license())
                .filter(text -> !text.isEmpty())
                .or(() -> model.card().provenance().license())
                .or(() -> Optional.ofNullable(model.graph().metadata().get(BASE_LICENSE_KEY)));
    }
}
