package io.fovea.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fovea.FoveaException;
import java.util.List;
import java.util.Locale;

/**
 * A colour that stands for a class in masks.
 *
 * @param rgb {@code 0xRRGGBB}
 */
public record MaskColor(int rgb) {

    /**
     * A colour as it is written in a recipe: {@code "#800000"}, or {@code [128, 0, 0]}.
     *
     * @throws FoveaException when it is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MaskColor parse(Object written) {
        if (written instanceof List<?> channels && channels.size() == 3) {
            int rgb = 0;
            for (Object channel : channels) {
                if (!(channel instanceof Integer value) || value < 0 || value > 255) {
                    throw unknown(written);
                }
                rgb = rgb << 8 | value;
            }
            return new MaskColor(rgb);
        }
        String word = String.valueOf(written).strip();
        if (!word.matches("#[0-9a-fA-F]{6}")) {
            throw unknown(written);
        }
        return new MaskColor(Integer.parseInt(word.substring(1), 16));
    }

    private static FoveaException unknown(Object written) {
        return new FoveaException(
                "The colour '" + written + "' is not understood; write \"#800000\", with the quotes, or [128, 0, 0].");
    }

    /** For example {@code #800000}. */
    @JsonValue
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}
