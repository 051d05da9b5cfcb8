package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.image.LabelStack;
import io.fovea.image.OmeFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which forms a user wants the labels of all pages of a stack together. */
final class StackForms {
    static final JobOption STACK = JobOption.flag(
            "stack",
            "Writes the labels of all slices and frames of a file as one OME-TIFF or OME-Zarr, with --ome-tiff or --zarr");

    /** Until all planes of a stack are done, each lies in such a file. */
    static final String PLANE = LabelForms.LABELS + LabelForms.OME_TIFF_SUFFIX;

    private StackForms() {}

    /**
     * Looks whether what is chosen makes sense.
     *
     * @throws FoveaException if it does not
     */
    static void require(JobSettings settings) {
        if (settings.whole(STACK) == 1 && settings.whole(LabelForms.OME_TIFF) == 0 && !settings.has(LabelForms.ZARR)) {
            throw new FoveaException(
                    "A stack of labels is written as OME-TIFF or OME-Zarr: give --ome-tiff or --zarr 0.4"
                            + " beside --stack.");
        }
    }

    /** Whether a page is a plane of such a stack. */
    static boolean areWanted(JobSettings settings, Surroundings around) {
        return settings.whole(STACK) == 1 && around.place().isStack();
    }

    /** What is made of all planes. */
    static Outcome outcome(LabelStack stack, JobSettings settings) {
        Map<String, ImageDocument> documents = new LinkedHashMap<>();
        Map<String, ResultFolder> folders = new LinkedHashMap<>();
        if (settings.whole(LabelForms.OME_TIFF) == 1) {
            documents.put(
                    LabelForms.LABELS + LabelForms.OME_TIFF_SUFFIX,
                    (out, origin) -> OmeFiles.writeStack(stack, out, origin));
        }
        LabelForms.zarr(settings)
                .ifPresent(version -> folders.put(
                        LabelForms.LABELS + LabelForms.ZARR_SUFFIX,
                        (folder, origin) -> OmeFiles.writeStack(stack, version, folder, origin)));
        return new Outcome(
                new Findings(List.of(), List.of(), List.of(), List.of()),
                Map.of(),
                documents,
                folders,
                List.of(),
                Details.NONE);
    }
}
