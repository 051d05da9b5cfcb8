package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.IndexImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Images with the label images that go with them: files of the same name, up to the suffix, in two folders.
 *
 * @param pairs sorted by the images' names
 */
record ImagePairs(List<Pair> pairs) {

    /**
     * One image and its label image.
     *
     * @param image its file
     * @param labels the label image's file
     */
    record Pair(Path image, Path labels) {

        /** The image's file name. */
        String name() {
            return ImageFiles.name(image);
        }

        /** The label image, which must be as large as the image. */
        IndexImage requireSize(IndexImage numbers, Image image) {
            if (numbers.width() != image.width() || numbers.height() != image.height()) {
                throw new FoveaException("The label image '" + labels + "' is " + ImageFiles.read(labels)
                        + ", its image '" + name() + "' is " + image + "; they must have the same size.");
            }
            return numbers;
        }
    }

    /**
     * The images, each with what is made of its label image.
     *
     * @param reader reads an image
     * @param read reads a label image; must be thread-safe
     * @param target from a label image as large as its image, and its file; must be thread-safe
     */
    Dataset examples(ImageReader reader, Function<Path, IndexImage> read, BiFunction<IndexImage, Path, Target> target) {
        List<Path> files = pairs.stream()
                .flatMap(pair -> Stream.of(pair.image(), pair.labels()))
                .toList();
        return Dataset.of(pairs.size(), files, index -> {
            Pair pair = pairs.get(index);
            Image image = reader.read(pair.image());
            IndexImage numbers = pair.requireSize(read.apply(pair.labels()), image);
            return new Example(pair.name(), image, target.apply(numbers, pair.labels()));
        });
    }

    /**
     * Pairs the files of two folders.
     *
     * @throws FoveaException when a folder is missing or empty, an image has no label image or more than one
     */
    static ImagePairs of(Path images, Path labels) {
        Map<String, Path> byStem = new HashMap<>();
        for (Path file : ImageFiles.in(labels)) {
            Path other = byStem.put(ImageFiles.stem(file), file);
            if (other != null) {
                throw new FoveaException(
                        "'" + other + "' and '" + file + "' are label images of the same name; keep one of them.");
            }
        }
        List<Pair> pairs = new ArrayList<>();
        List<Path> alone = new ArrayList<>();
        for (Path file : ImageFiles.in(images)) {
            Path mask = byStem.get(ImageFiles.stem(file));
            if (mask == null) {
                alone.add(file);
            } else {
                pairs.add(new Pair(file, mask));
            }
        }
        if (!alone.isEmpty()) {
            throw new FoveaException(alone.size() + " of the images in '" + images + "' have no label image in '"
                    + labels + "', the first is '" + ImageFiles.name(alone.get(0))
                    + "'; every image needs one of the same name.");
        }
        return new ImagePairs(List.copyOf(pairs));
    }
}
