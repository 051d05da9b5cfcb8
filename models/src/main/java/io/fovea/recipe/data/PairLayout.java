package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.ImageFiles;
import io.fovea.data.MaskColor;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A folder of images beside one of masks or label images, told apart by the values in the latter. */
final class PairLayout {
    private static final List<String> IMAGES = List.of("images", "image", "imgs", "img", "raw");
    private static final List<String> LABELS = List.of(
            "labels", "label", "masks", "mask", "trimaps", "instances", "annotations", "segmentations", "groundtruth");
    private static final String TRIMAPS = "trimaps";
    private static final int OF_TRIMAPS = 3;

    private PairLayout() {}

    static Optional<DataLayout> in(Path root) {
        Optional<String> images = existing(root, IMAGES);
        Optional<String> labels = existing(root, LABELS);
        return images.isEmpty() || labels.isEmpty()
                ? inParts(root)
                : Optional.of(layout(root.resolve(labels.get()), images.get(), labels.get()));
    }

    /** Parts within the folders: {@code images/train} and {@code labels/train}. */
    private static Optional<DataLayout> inParts(Path root) {
        Optional<String> images = existing(root, "train", IMAGES);
        Optional<String> labels = existing(root, "train", LABELS);
        return images.isEmpty() || labels.isEmpty()
                ? Optional.empty()
                : Optional.of(layout(root.resolve(labels.get()).resolve("train"), images.get(), labels.get()));
    }

    private static Optional<String> existing(Path root, List<String> names) {
        return names.stream().filter(name -> hasImages(root.resolve(name))).findFirst();
    }

    private static Optional<String> existing(Path root, String part, List<String> names) {
        return names.stream()
                .filter(name -> hasImages(root.resolve(name).resolve(part)))
                .findFirst();
    }

    private static boolean hasImages(Path folder) {
        return Files.isDirectory(folder) && !ImageFiles.files(folder).isEmpty();
    }

    private static DataLayout layout(Path masks, String images, String labels) {
        List<Path> files = ImageFiles.files(masks);
        files.forEach(PairLayout::requireExact);
        MaskValues seen = MaskValues.in(files);
        String where = "the folders '" + images + "' and '" + labels + "' have files of the same names; of "
                + seen.looked() + " looked at ";
        if (seen.isOfGreys()) {
            throw new FoveaException(
                    "The masks in '" + masks + "' have " + seen.values().size()
                            + " greys from black to white, which neither number objects nor stand for classes; save them"
                            + " with one value for each class, without soft edges.");
        }
        if (seen.isOfObjects()) {
            return new DataLayout(
                    DataSpec.of(DataKind.INSTANCES, images, labels),
                    DataLayout.TRIMAP,
                    DataLayout.TRIMAP_LABELS,
                    where + "each numbers its objects");
        }
        if (seen.isColored()) {
            List<MaskColor> colors = seen.values().stream().map(MaskColor::new).toList();
            return new DataLayout(
                    DataSpec.of(DataKind.MASKS, images, labels).withClasses(List.of(), colors),
                    DataLayout.SEGMENTATION,
                    colors.stream().map(MaskColor::toString).toList(),
                    where + "all have the same few colours");
        }
        List<Integer> values = seen.classValues();
        boolean trimaps = labels.equals(TRIMAPS) && values.size() == OF_TRIMAPS;
        return new DataLayout(
                DataSpec.of(DataKind.MASKS, images, labels).withClasses(values, List.of()),
                trimaps ? DataLayout.TRIMAP : DataLayout.SEGMENTATION,
                trimaps ? DataLayout.TRIMAP_LABELS : names(values),
                where + "all have the same few values"
                        + (trimaps ? ", which are foreground, background and contour by custom" : "")
                        + (values.size() < seen.values().size() ? ", and 255, which is ignored by custom" : ""));
    }

    /** JPEG smears values at every edge, so that none of them can be trusted. */
    private static void requireExact(Path mask) {
        if (ImageFiles.name(mask).toLowerCase(Locale.ROOT).matches(".*\\.jpe?g")) {
            throw new FoveaException(
                    "The mask '" + mask + "' is a JPEG, which changes values at edges; save masks as PNG"
                            + " or TIFF from where they were drawn.");
        }
    }

    /** Two values of which one is 0 are background and foreground; of others nobody knows the names. */
    private static List<String> names(List<Integer> values) {
        if (values.size() == 2 && values.get(0) == 0) {
            return List.of("background", "foreground");
        }
        List<String> names = new ArrayList<>();
        values.forEach(value -> names.add(value == 0 ? "background" : "value " + value));
        return names;
    }
}
