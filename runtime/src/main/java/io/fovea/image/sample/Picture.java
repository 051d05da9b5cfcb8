package io.fovea.image.sample;

import java.util.Optional;

/**
 * What a decoder reads of one page: the samples as they are stored, and what the file says of their meaning.
 *
 * @param samples 1 (grey, or indices) or more channels
 * @param color whether the channels of the samples are red, green and blue
 * @param palette the colours of 8-bit indices
 * @param dressesUp whether the palette only dresses intensities up for the eye, as ImageJ's do, and is no colour
 * @param whiteIsZero whether 0 is shown white
 */
public record Picture(
        Samples samples,
        boolean color,
        Optional<Palette> palette,
        boolean dressesUp,
        boolean whiteIsZero,
        Orientation orientation) {

    /** Samples that mean what they say; three are red, green and blue. */
    public static Picture of(Samples samples, Orientation orientation) {
        return new Picture(samples, samples.channels() == 3, Optional.empty(), false, false, orientation);
    }

    /** Indices of a palette that is colour. */
    public static Picture indexed(Samples indices, Palette palette) {
        return new Picture(indices, false, Optional.of(palette), false, false, Orientation.UPRIGHT);
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

    /** Whether what is {@link #seen} is red, green and blue. */
    public boolean isSeenInColor() {
        return color || palette.isPresent() && !dressesUp && !palette.get().isGrey();
    }

    /** The numbers themselves, turned upright: of a palette the indices, and nothing inverted. */
    public Samples numbers() {
        return samples.turned(orientation);
    }
}
