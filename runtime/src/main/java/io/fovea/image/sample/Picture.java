package io.fovea.image.sample;

import java.util.Optional;

/**
 * What a decoder reads of one page: the samples as they are stored, and what the file says of their meaning.
 *
 * @param samples 1 (grey, or indices) or 3 (red, green, blue) channels
 * @param palette the colours of 8-bit indices
 * @param dressesUp whether the palette only dresses intensities up for the eye, as ImageJ's do, and is no colour
 * @param whiteIsZero whether 0 is shown white
 */
public record Picture(
        Samples samples, Optional<Palette> palette, boolean dressesUp, boolean whiteIsZero, Orientation orientation) {

    /** Samples that mean what they say. */
    public static Picture of(Samples samples, Orientation orientation) {
        return new Picture(samples, Optional.empty(), false, false, orientation);
    }

    /** Indices of a palette that is colour. */
    public static Picture indexed(Samples indices, Palette palette) {
        return new Picture(indices, Optional.of(palette), false, false, Orientation.UPRIGHT);
    }

    /**
     * As the eye sees it: palettes become colour, what is shown white for 0 is inverted, and all is turned upright. A
     * table that only dresses intensities up is left aside; where its brightness falls it is undone.
     */
    public Samples seen() {
        boolean inverts =
                whiteIsZero || dressesUp && palette.isPresent() && palette.get().falls();
        Samples seen = palette.isPresent() && !dressesUp ? palette.get().applied(samples) : samples;
        return (inverts ? seen.inverted() : seen).turned(orientation);
    }

    /** The numbers themselves, turned upright: of a palette the indices, and nothing inverted. */
    public Samples numbers() {
        return samples.turned(orientation);
    }
}
