package io.fovea.plan;

import java.util.List;

/**
 * What examples were found to be when all of them were looked at.
 *
 * @param train how many there are to learn from
 * @param validation how many choose the best weights
 * @param test how many measure
 * @param shown for each label, how many of the training examples show it; empty where pixels are labelled
 * @param pixels for each label, how many pixels of the training examples have it; empty where images are labelled
 * @param width median width of the training images in pixels
 * @param height median height
 * @param sameSize whether all images have that size
 * @param smallest the smallest side of any
 * @param channels the most that an image has; 3 where some are RGB
 * @param colors whether some are RGB
 * @param deep whether some have more than 8 bits
 * @param objects median number of objects in an image; 0 where none are told apart
 * @param diameter median of the objects' diameters, in pixels, of circles as large as they are; 0 likewise
 * @param largest that of which nineteen of twenty objects have less
 * @param repeated sentences: images that several shares have
 * @param damaged how many examples cannot be read
 */
record Facts(
        int train,
        int validation,
        int test,
        List<Integer> shown,
        List<Long> pixels,
        int width,
        int height,
        boolean sameSize,
        int smallest,
        int channels,
        boolean colors,
        boolean deep,
        int objects,
        double diameter,
        double largest,
        List<String> repeated,
        int damaged) {

    /** Copies the lists. */
    Facts {
        shown = List.copyOf(shown);
        pixels = List.copyOf(pixels);
        repeated = List.copyOf(repeated);
    }

    /** The images' usual size, such as {@code 28x28}. */
    String size() {
        return width + "x" + height;
    }

    /** How many times more often the most frequent label is than the rarest one that there is. */
    double imbalance() {
        List<Long> counts =
                pixels.isEmpty() ? shown.stream().map(Integer::longValue).toList() : pixels;
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
        long least = counts.stream()
                .mapToLong(Long::longValue)
                .filter(count -> count > 0)
                .min()
                .orElse(most);
        return (double) most / Math.max(1, least);
    }
}
