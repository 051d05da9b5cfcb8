package io.fovea.task;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.HeapLimit;
import io.fovea.image.LabelNumbers;
import io.fovea.image.LabelStack;
import io.fovea.image.OmeFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** In which forms a user wants the labels of all pages of a stack together. */
final class StackForms {
    static final JobOption STACK = JobOption.flag(
            "stack",
            "Writes the labels of all slices and frames of a file as one OME-TIFF or OME-Zarr, with --ome-tiff or --zarr");

    static final JobOption LINK = JobOption.choice(
            "link",
            "THROUGH",
            "With --stack, gives objects that go on from plane to plane one label: through slices, frames, or both",
            List.of("slices", "frames", "both"));

    static final JobOption REACH = new JobOption(
            "reach",
            "PIXELS",
            "How far the centre of an object may move from one frame to the next, with --link frames and both",
            15,
            0,
            Integer.MAX_VALUE,
            false);

    /** Which label of a page is which of the stack. */
    private static final String LINKED = "-linked.csv";

    static final List<String> LINKED_COLUMNS = List.of("image", "label", "object");

    /** Until all planes of a stack are done, each lies in such a file. */
    static final String PLANE = LabelForms.LABELS + LabelForms.OME_TIFF_SUFFIX;

    private StackForms() {}

    /**
     * Looks whether what is chosen makes sense.
     *
     * @param hasObjects whether the model tells objects apart
     * @throws FoveaException if it does not
     */
    static void require(boolean hasObjects, JobSettings settings) {
        if (settings.has(LINK) && settings.whole(STACK) == 0) {
            throw new FoveaException("Linked objects are written as one stack: give --stack beside --link.");
        }
        if (settings.number(REACH) != REACH.usual() && !isThroughFrames(settings)) {
            throw new FoveaException("How far centres may move counts where objects are linked through frames: give"
                    + " --link frames or both beside --reach, or leave --reach out.");
        }
        if (settings.has(LINK) && !hasObjects) {
            throw new FoveaException(
                    "The model tells no objects apart, so that there are none to link: leave --link out.");
        }
        if (settings.whole(STACK) == 1 && settings.whole(LabelForms.OME_TIFF) == 0 && !settings.has(LabelForms.ZARR)) {
            throw new FoveaException(
                    "A stack of labels is written as OME-TIFF or OME-Zarr: give --ome-tiff or --zarr 0.4"
                            + " beside --stack.");
        }
    }

    private static boolean isThroughFrames(JobSettings settings) {
        return settings.has(LINK) && linking(settings) != Linking.SLICES;
    }

    private static Linking linking(JobSettings settings) {
        return Linking.parse(LINK.words(settings.number(LINK)));
    }

    /** Whether a user wants one, also where it is not said all that it takes. */
    static boolean areMeant(JobSettings settings) {
        return settings.whole(STACK) == 1 || settings.has(LINK);
    }

    /** Whether a page is a plane of such a stack. */
    static boolean areWanted(JobSettings settings, Surroundings around) {
        return settings.whole(STACK) == 1 && around.place().isStack();
    }

    /** What is made of all planes. */
    static Outcome outcome(LabelStack planes, List<String> images, JobSettings settings) {
        requireMemory(planes, settings);
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        Map<String, ResultFolder> folders = new LinkedHashMap<>();
        Supplier<LabelStack> stack = once(() -> linked(planes, settings));
        if (settings.whole(LabelForms.OME_TIFF) == 1) {
            documents.put(
                    LabelForms.LABELS + LabelForms.OME_TIFF_SUFFIX,
                    (out, origin) -> OmeFiles.writeStack(stack.get(), out, origin));
        }
        LabelForms.zarr(settings)
                .ifPresent(version -> folders.put(
                        LabelForms.LABELS + LabelForms.ZARR_SUFFIX,
                        (folder, origin) -> OmeFiles.writeStack(stack.get(), version, folder, origin)));
        if (settings.has(LINK)) {
            documents.put(
                    LINKED, (out, origin) -> writeNumbers(stack.get().numbers().orElseThrow(), images, out));
        }
        return new Outcome(
                new Findings(List.of(), List.of(), List.of(), List.of()),
                Map.of(),
                documents,
                folders,
                List.of(),
                Details.NONE);
    }

    /** What is held at once: a plane; where objects are linked two steps, and of volumes the plane that the later one is made from. */
    static double bytes(LabelStack planes, JobSettings settings) {
        double plane = (double) planes.width() * planes.height() * Integer.BYTES;
        if (!settings.has(LINK)) {
            return plane;
        }
        return linking(settings) == Linking.BOTH ? (2. * planes.slices() + 1) * plane : 2 * plane;
    }

    private static void requireMemory(LabelStack planes, JobSettings settings) {
        if (!settings.has(LINK)) {
            return;
        }
        // Throws where an array has no room for a step.
        ArrayLength.of(planes.width(), planes.height(), linking(settings) == Linking.BOTH ? planes.slices() : 1);
        HeapLimit.require(
                String.format(
                        Locale.ROOT,
                        "Linking the objects of %d planes of %dx%d pixels through %s",
                        planes.planes().size(),
                        planes.width(),
                        planes.height(),
                        linking(settings).word()),
                bytes(planes, settings));
    }

    private static LabelStack linked(LabelStack planes, JobSettings settings) {
        if (!settings.has(LINK)) {
            return planes;
        }
        List<int[]> labels = new AbstractList<>() {
            @Override
            public int[] get(int plane) {
                return planes.labels(plane);
            }

            @Override
            public int size() {
                return planes.planes().size();
            }
        };
        return planes.with(linking(settings)
                .link(labels, planes.width(), planes.height(), planes.slices(), settings.number(REACH)));
    }

    private static <T> Supplier<T> once(Supplier<T> made) {
        List<T> kept = new ArrayList<>();
        return () -> {
            if (kept.isEmpty()) {
                kept.add(made.get());
            }
            return kept.get(0);
        };
    }

    private static void writeNumbers(LabelNumbers numbers, List<String> images, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(String.join(",", LINKED_COLUMNS) + "\n");
        for (int plane = 0; plane < images.size(); plane++) {
            for (int label = 1; label <= numbers.labels(plane); label++) {
                int number = numbers.number(plane, label);
                if (number > 0) {
                    text.write(images.get(plane) + "," + label + "," + number + "\n");
                }
            }
        }
        text.flush();
    }
}
