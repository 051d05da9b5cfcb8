package io.fovea.inspect;

import java.util.Set;

/**
 * What the numbers of masks stand for.
 *
 * @param background of nothing
 * @param ignored of pixels that do not count: contours, or what nobody knows
 */
record MaskMeaning(Set<Integer> background, Set<Integer> ignored) {
    private static final int VOID = 255;

    /** Copies the sets. */
    MaskMeaning {
        background = Set.copyOf(background);
        ignored = Set.copyOf(ignored);
    }

    /**
     * Told by the numbers that occur: 1, 2, 3 are a trimap's foreground, background and contour; otherwise 0 is
     * background, and 255 beside others is ignored.
     */
    static MaskMeaning of(Set<Integer> numbers) {
        if (!numbers.contains(0) && numbers.contains(2) && Set.of(1, 2, 3).containsAll(numbers)) {
            return new MaskMeaning(Set.of(2), Set.of(3));
        }
        boolean named = numbers.stream().anyMatch(number -> number != 0 && number != VOID);
        boolean few = numbers.stream().allMatch(number -> number <= VOID);
        return new MaskMeaning(Set.of(0), named && few && numbers.contains(VOID) ? Set.of(VOID) : Set.of());
    }

    boolean isIgnored(int number) {
        return ignored.contains(number);
    }

    boolean isForeground(int number) {
        return !background.contains(number) && !isIgnored(number);
    }
}
