package io.fovea;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lengths of arrays, which Java counts in 32 bits: a product of sizes that has no room there would wrap unseen. */
public final class ArrayLength {
    /** The longest array that every Java virtual machine makes: some need the last few places for themselves. */
    public static final int LARGEST = Integer.MAX_VALUE - 8;

    private ArrayLength() {}

    /**
     * The length of an array with a value for every combination.
     *
     * @param sizes such as width, height and channels, none below 0
     * @throws FoveaException if there is no array so long
     */
    public static int of(int... sizes) {
        double exact = 1;
        for (int size : sizes) {
            exact *= size;
        }
        if (exact > LARGEST) {
            throw new FoveaException(String.format(
                    Locale.ROOT,
                    "%s values are more than fit into the memory of one image (%,d); take a smaller image, or a part of it.",
                    Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x ")),
                    LARGEST));
        }
        return (int) exact;
    }
}
