package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fovea.FoveaException;
import io.fovea.data.Range;
import io.fovea.image.Color;
import io.fovea.image.Normalisation;
import io.fovea.model.Input;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network that others trained, on which a recipe's own stands.
 *
 * @param model a shipped model's name or an {@code .onnx} file
 * @param output the value of it that the head goes on from; empty for the last feature map before its classifier
 * @param head what is put on it
 * @param mode how much of it is trained
 * @param unfreeze in {@code fine-tune}, names of layers or weights of the base that move, with {@code *} and {@code ?};
 *     none for all of them
 * @param pixels how the base wants its pixels, where its file does not say so
 * @param license under which the base's weights may be given on, where its file does not say so; kept with the
 *     model
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BaseSpec(
        String model,
        @JsonInclude @JsonSerialize(converter = Unsaid.Text.class) Optional<String> output,
        HeadSpec head,
        Mode mode,
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> unfreeze,
        Optional<PixelSpec> pixels,
        String license) {

    private static final int WIDEST_LAYER = 1_000_000;

    /** How much of a base is trained. Its batch normalisations move in the last mode only. */
    public enum Mode {
        /** Nothing; its features are computed once, without augmentation. */
        @JsonProperty("features")
        FEATURES,
        /** Nothing; every epoch sees other variations of the images. */
        @JsonProperty("frozen")
        FROZEN,
        /** The layers that are unfrozen, together with the head. */
        @JsonProperty("fine-tune")
        FINE_TUNE,
        /** Everything, batch normalisations too, as if the base's weights were a network's first ones. */
        @JsonProperty("continue")
        CONTINUE
    }

    /**
     * What is put on a base.
     *
     * @param keep whether the base has a head already, which is trained on; then the rest does not count
     * @param pooling of the last feature map
     * @param dense widths of rectified layers before the last one
     * @param dropout share of values dropped before the last layer, 0 for none
     * @param decoder for an answer per pixel instead
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record HeadSpec(
            boolean keep,
            Pooling pooling,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Integer> dense,
            double dropout,
            Optional<DecoderSpec> decoder) {

        /** Fills in what is left out and refuses what makes no sense. */
        @JsonCreator
        public HeadSpec {
            pooling = pooling == null ? Pooling.AVERAGE : pooling;
            decoder = decoder == null ? Optional.empty() : decoder;
            dense = dense == null ? List.of() : List.copyOf(dense);
            if (!(dropout >= 0 && dropout < 1)) {
                throw new FoveaException(
                        "A head drops a share in [0, 1) before its last layer; given was " + dropout + ".");
            }
            dense.forEach(width -> Range.between(1, WIDEST_LAYER).check("dense", width));
        }

        /** A head in one word: {@code keep}, or a way of pooling. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static HeadSpec parse(String word) {
            if (word.equalsIgnoreCase("keep")) {
                return of(true, Pooling.AVERAGE);
            }
            return Stream.of(Pooling.values())
                    .filter(pooling -> pooling.word().equalsIgnoreCase(word))
                    .findFirst()
                    .map(pooling -> of(false, pooling))
                    .orElseThrow(() -> new FoveaException("The head '" + word
                            + "' is not known; it is keep, or one that pools by average, max or flatten."));
        }

        private static HeadSpec of(boolean keep, Pooling pooling) {
            return new HeadSpec(keep, pooling, List.of(), 0, Optional.empty());
        }
    }

    /**
     * A decoder, see {@link io.fovea.zoo.Decoder}.
     *
     * @param taps the values that skip connections come from; {@code auto} or none for the last feature map of each size
     * @param filters of each step back to the image, the coarsest first; none for 16 at full size, doubled below
     */
    public record DecoderSpec(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> taps,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Integer> filters) {

        /** Fills in what is left out. */
        public DecoderSpec {
            taps = taps == null || taps.equals(List.of("auto")) ? List.of() : List.copyOf(taps);
            filters = filters == null ? List.of() : List.copyOf(filters);
            filters.forEach(each -> Range.between(1, WIDEST_LAYER).check("filters", each));
        }
    }

    /**
     * How a base wants its pixels: {@code (x * scale - mean) / std}.
     *
     * @param scale factor of values of 0 to 255 (1)
     * @param mean one for each channel or one for all, in the base's order of channels (0)
     * @param std as many as means (1)
     * @param color the order of the channels, where it is not that of the file
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record PixelSpec(
            Float scale,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Float> mean,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Float> std,
            Optional<Color> color) {

        /** Fills in what is left out and refuses what makes no sense. */
        public PixelSpec {
            scale = scale == null ? 1 : scale;
            mean = mean == null ? Collections.nCopies(std == null ? 1 : std.size(), 0f) : List.copyOf(mean);
            std = std == null ? Collections.nCopies(mean.size(), 1f) : List.copyOf(std);
            color = color == null ? Optional.empty() : color;
            Range.above(0).check("scale", scale);
            mean.forEach(each -> Range.atLeast(-Float.MAX_VALUE).check("mean", each));
            std.forEach(each -> Range.above(0).check("std", each));
            if (mean.size() != std.size()) {
                throw new FoveaException("'mean' has " + mean.size() + " numbers and 'std' has " + std.size()
                        + "; give both as many, one for each channel or one for all.");
            }
        }

        /**
         * The same input with its pixels wanted this way, and its own colour order where none is given.
         *
         * @throws FoveaException when it has another number of channels than there are means
         */
        public Input over(Input input) {
            if (mean.size() > 1 && mean.size() != input.channels()) {
                throw new FoveaException(
                        "'mean' and 'std' of the recipe's base have " + mean.size() + " numbers, but the"
                                + " base takes " + input.channels() + " channels; give one for each or one for all.");
            }
            Normalisation raw = Normalisation.RAW;
            return input.withColor(color.orElse(input.color()))
                    .withNormalisation(
                            new Normalisation(scale, floats(mean), floats(std), raw.stretch(), raw.low(), raw.high()));
        }

        private static float[] floats(List<Float> values) {
            float[] floats = new float[values.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = values.get(i);
            }
            return floats;
        }
    }

    /** Fills in what is left out. */
    public BaseSpec {
        if (model == null || model.isBlank()) {
            throw new FoveaException("A base needs a model: the name of a shipped one or the path of an .onnx file.");
        }
        output = Unsaid.text(output);
        head = head == null ? HeadSpec.of(false, Pooling.AVERAGE) : head;
        mode = mode == null ? Mode.FROZEN : mode;
        unfreeze = unfreeze == null ? List.of() : List.copyOf(unfreeze);
        pixels = pixels == null ? Optional.empty() : pixels;
        license = license == null ? "" : license;
        if (!unfreeze.isEmpty() && mode != Mode.FINE_TUNE) {
            throw new FoveaException("Layers are unfrozen in the mode 'fine-tune' only; the recipe's mode is '"
                    + mode.name().toLowerCase(Locale.ROOT) + "'.");
        }
        if (head.decoder().isPresent() && mode == Mode.FEATURES) {
            throw new FoveaException("A decoder needs the base's maps of every size, which are too much to be kept;"
                    + " use the mode 'frozen' instead of 'features'.");
        }
    }

    /** The same on another model. */
    BaseSpec withModel(String other) {
        return new BaseSpec(other, output, head, mode, unfreeze, pixels, license);
    }
}
