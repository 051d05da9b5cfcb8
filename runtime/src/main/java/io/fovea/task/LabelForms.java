package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.FloatPlanes;
import io.fovea.image.FloatStack;
import io.fovea.image.Image;
import io.fovea.image.OmeFiles;
import io.fovea.image.PackedImage;
import io.fovea.image.PixelSize;
import io.fovea.image.zarr.ZarrVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which forms a user wants labels and probabilities. What is made of an image is gathered here. */
final class LabelForms {
    static final JobOption OME_TIFF =
            JobOption.flag("ome-tiff", "Writes labels as OME-TIFF, with axes and the size of pixels, in place of PNG");

    static final JobOption ZARR = new JobOption(
            "zarr",
            "0.4|0.5",
            "Writes labels as OME-Zarr of this version, with smaller copies and colours, in place of PNG",
            0,
            0.4,
            0.5,
            false);

    static final JobOption INTO_IMAGE = JobOption.flag(
            "into-image", "Adds labels to images that are OME-Zarr, in their own folder, in place of PNG");

    static final JobOption PROBABILITIES = JobOption.flag(
            "probabilities",
            "Writes the probability of each class, too: as a TIFF stack of floats, or as --ome-tiff and --zarr say");

    /** What labels are called in an image. */
    private static final String NAME = "fovea";

    static final String LABELS = "-labels";
    private static final String MAPS = "-probabilities";
    static final String OME_TIFF_SUFFIX = ".ome.tif";
    static final String ZARR_SUFFIX = ".ome.zarr";

    private final JobSettings settings;
    private final Surroundings around;
    private final Optional<PixelSize> size;
    private final Map<String, ImageDocument> documents = new LinkedHashMap<>();
    private final Map<String, ResultFolder> folders = new LinkedHashMap<>();
    private final List<ImageAddition> additions = new ArrayList<>();

    /** Nothing yet. */
    LabelForms(JobSettings settings, Surroundings around) {
        this.settings = settings;
        this.around = around;
        this.size = around.pixelSize();
    }

    /**
     * Looks whether what is chosen makes sense.
     *
     * @throws FoveaException if it does not
     */
    static void require(JobSettings settings) {
        if (settings.has(ZARR)) {
            version(settings.number(ZARR));
        }
    }

    /** Planes of probabilities are needed twice: in the answer, and as they are written. */
    static void requireMemory(JobSettings settings, int classes, int width, int height) {
        if (settings.whole(PROBABILITIES) == 1) {
            HeapLimit.require(
                    "Writing the probabilities of " + classes + " classes at " + width + "x" + height + " pixels",
                    2.0 * Float.BYTES * classes * width * height);
        }
    }

    private static ZarrVersion version(double number) {
        return Arrays.stream(ZarrVersion.values())
                .filter(each -> Double.parseDouble(each.number()) == number)
                .findFirst()
                .orElseThrow(() -> new FoveaException("zarr is " + number + "; give 0.4 or 0.5."));
    }

    /** The version of OME-Zarr that is wanted. */
    static Optional<ZarrVersion> zarr(JobSettings settings) {
        return settings.has(ZARR) ? Optional.of(version(settings.number(ZARR))) : Optional.empty();
    }

    /** Whether labels are wanted in a form of OME's, and so in no other. */
    boolean areOme() {
        return settings.whole(OME_TIFF) == 1 || settings.has(ZARR) || settings.whole(INTO_IMAGE) == 1;
    }

    /** Adds labels in all forms of OME's that are wanted. */
    void add(PackedImage labels, int bits) {
        boolean isPlane = StackForms.areWanted(settings, around);
        if (isPlane || settings.whole(OME_TIFF) == 1) {
            documents.put(
                    LABELS + OME_TIFF_SUFFIX, (out, origin) -> OmeFiles.writeLabels(labels, bits, size, out, origin));
        }
        zarr(settings)
                .filter(version -> !isPlane)
                .ifPresent(version -> folders.put(
                        LABELS + ZARR_SUFFIX,
                        (folder, origin) -> OmeFiles.writeLabels(labels, bits, size, version, folder, origin)));
        if (settings.whole(INTO_IMAGE) == 1) {
            addToImage(labels);
        }
    }

    private void addToImage(PackedImage labels) {
        Path image = around.folder()
                .orElseThrow(() -> new FoveaException(
                        "Labels can be added to images that are OME-Zarr, and this is none; leave --into-image out, or give"
                                + " --zarr 0.4."));
        String name = NAME + (around.channel().isEmpty() ? "" : "-" + around.channel());
        Surroundings.StackPlace place = around.place();
        additions.add(
                (origin, work) -> OmeFiles.addLabels(labels, image, name, place.slice(), place.frame(), origin, work));
    }

    /** Adds labels that are in memory, grey. */
    void add(Image labels, int bits) {
        if (!areOme()) {
            return;
        }
        PackedImage packed = new PackedImage(labels.width(), labels.height());
        int[] row = new int[labels.width()];
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (int) labels.value(x, y, 0);
            }
            packed.add(row);
        }
        add(packed, bits);
    }

    /** Adds the probabilities of classes, if they are wanted. */
    void add(Segmentation result) {
        if (settings.whole(PROBABILITIES) == 0) {
            return;
        }
        List<float[]> planes = new ArrayList<>();
        for (int c = 0; c < result.labels().size(); c++) {
            planes.add(result.probability(c));
        }
        add(new FloatStack(result.width(), result.height(), planes), result.labels(), () -> {});
    }

    /**
     * Adds probabilities, which are wanted.
     *
     * @param end gives back what they hold, once or twice
     */
    void add(FloatPlanes maps, List<String> classes, Runnable end) {
        if (settings.whole(OME_TIFF) == 1) {
            documents.put(
                    MAPS + OME_TIFF_SUFFIX,
                    document((out, origin) -> OmeFiles.writeProbabilities(maps, classes, size, out, origin), end));
        } else if (!settings.has(ZARR)) {
            documents.put(MAPS + ".tif", document(maps::writeTo, end));
        }
        zarr(settings)
                .ifPresent(version -> folders.put(
                        MAPS + ZARR_SUFFIX,
                        folder(
                                (folder, origin) ->
                                        OmeFiles.writeProbabilities(maps, classes, size, version, folder, origin),
                                end)));
    }

    private static ImageDocument document(ImageDocument written, Runnable end) {
        return new ImageDocument() {
            @Override
            public void writeTo(OutputStream out, String origin) throws IOException {
                written.writeTo(out, origin);
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    private static ResultFolder folder(ResultFolder written, Runnable end) {
        return new ResultFolder() {
            @Override
            public void writeTo(Path folder, String origin) throws IOException {
                written.writeTo(folder, origin);
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    /** Files, by what follows the stem in their names. */
    Map<String, ImageDocument> documents() {
        return documents;
    }

    /** Folders, by the same. */
    Map<String, ResultFolder> folders() {
        return folders;
    }

    /** What goes into the image itself. */
    List<ImageAddition> additions() {
        return additions;
    }
}
