package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.IndexImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A folder of images and a folder of masks with the same names, whose pixel values say which class they show. */
public final class MaskFolder {

    private static final int LARGEST_VALUE = 65535;
    private static final int MOST_CLASSES = 255;

    /** How many masks are looked at when a folder is opened. */
    private static final int LOOKED_AT = 5;

    /** Which word of a recipe says what stands for a class, and what its values are called. */
    private enum Setting {
        VALUES("values", value -> Integer.toString(value)),
        COLORS("colors", value -> new MaskColor(value).toString());

        private final String word;
        private final Function<Integer, String> shown;

        Setting(String word, Function<Integer, String> shown) {
            this.word = word;
            this.shown = shown;
        }
    }

    private final Map<Integer, Integer> classes;
    private final Function<Path, IndexImage> reader;
    private final Setting setting;

    private MaskFolder(List<Integer> values, Function<Path, IndexImage> reader, Setting setting) {
        if (values.size() > MOST_CLASSES) {
            throw new FoveaException(
                    "Masks can tell " + MOST_CLASSES + " classes, as the number 255 stands for pixels that"
                            + " are ignored; given were " + values.size() + ".");
        }
        this.classes = new HashMap<>();
        this.reader = reader;
        this.setting = setting;
        for (int index = 0; index < values.size(); index++) {
            classes.put(values.get(index), index);
        }
    }

    /**
     * Pairs the files of two folders, sorted by name. Of masks with a palette, the index counts.
     *
     * <p>The first masks are read: where all their pixels would be ignored, the values are wrong. A later mask that
     * is all ignored is a picture of which nobody knows anything.
     *
     * @param values the pixel value of each class, 0..65,535, of at most 255 classes; pixels of other values are ignored
     * @throws FoveaException when a folder is missing or empty, an image has no mask, two classes have one value, or the
     *     first masks show no class
     */
    public static Dataset of(Path images, Path masks, List<Integer> values) {
        return of(images, masks, values, ImageReader.PAGE);
    }

    /** Pairs them, the images to be read in a way. */
    public static Dataset of(Path images, Path masks, List<Integer> values, ImageReader pictures) {
        boolean inRange = values.stream().allMatch(value -> value >= 0 && value <= LARGEST_VALUE);
        if (!inRange || values.stream().distinct().count() < values.size()) {
            throw new FoveaException("The mask values " + values + " do not name the classes; they are numbers from"
                    + " 0 to 65535, a different one for every class.");
        }
        return new MaskFolder(values, LabelFiles::numbers, Setting.VALUES)
                .examples(images, masks, values.toString(), pictures);
    }

    /**
     * Does the same for masks whose colours count, as RGB or in a palette.
     *
     * @param colors of each class, all different
     */
    public static Dataset ofColors(Path images, Path masks, List<MaskColor> colors) {
        return ofColors(images, masks, colors, ImageReader.PAGE);
    }

    /** Does the same, the images to be read in a way. */
    public static Dataset ofColors(Path images, Path masks, List<MaskColor> colors, ImageReader pictures) {
        List<Integer> values = colors.stream().map(MaskColor::rgb).toList();
        return new MaskFolder(values, LabelFiles::colors, Setting.COLORS)
                .examples(images, masks, colors.toString(), pictures);
    }

    private Dataset examples(Path images, Path masks, String values, ImageReader pictures) {
        ImagePairs files = ImagePairs.of(images, masks);
        requireClasses(files, values);
        return files.examples(pictures, reader, (numbers, file) -> map(numbers));
    }

    private void requireClasses(ImagePairs files, String values) {
        ValueCounts.Tally seen = new ValueCounts.Tally();
        for (ImagePairs.Pair pair :
                files.pairs().subList(0, Math.min(LOOKED_AT, files.pairs().size()))) {
            try {
                IndexImage mask = reader.apply(pair.labels());
                ValueCounts strangers = map(mask).strangers();
                if (strangers.pixels() < mask.values().length) {
                    return;
                }
                seen.add(strangers);
            } catch (UnreadableException e) {
                // A damaged file says nothing of the values; it is left out when its turn comes.
                continue;
            } catch (FoveaException e) {
                throw withColors(e, pair.labels());
            }
        }
        ValueCounts counts = seen.counts();
        if (counts.pixels() > 0) {
            throw new FoveaException("The mask '" + files.pairs().get(0).labels()
                    + "' and those after it have none of the classes' pixel values " + values + ", but "
                    + Survey.values(counts, counts.pixels(), setting.shown) + "; say with '" + setting.word
                    + "' which one stands for which class.");
        }
    }

    /** What is wrong with a mask, and the colours that it has. */
    private static FoveaException withColors(FoveaException wrong, Path mask) {
        ValueCounts.Tally colors = new ValueCounts.Tally();
        try {
            for (int color : LabelFiles.colors(mask).values()) {
                colors.add(color, 1);
            }
        } catch (FoveaException e) {
            return wrong;
        }
        ValueCounts counts = colors.counts();
        return new FoveaException(
                wrong.getMessage() + " It has "
                        + Survey.values(counts, counts.pixels(), color -> new MaskColor(color).toString()) + ".",
                wrong);
    }

    private Target.ClassMap map(IndexImage mask) {
        int[] values = mask.values();
        byte[] map = new byte[values.length];
        ValueCounts.Tally strangers = new ValueCounts.Tally();
        // Neighbours are mostly alike, and are looked up together.
        for (int start = 0, end; start < values.length; start = end) {
            int value = values[start];
            end = start + 1;
            while (end < values.length && values[end] == value) {
                end++;
            }
            Integer index = classes.get(value);
            if (index == null) {
                strangers.add(value, end - start);
            }
            Arrays.fill(map, start, end, index == null ? Target.ClassMap.IGNORED : index.byteValue());
        }
        return new Target.ClassMap(mask.width(), mask.height(), map, strangers.counts());
    }
}
