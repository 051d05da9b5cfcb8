package io.fovea.task;

import io.fovea.image.Header;
import io.fovea.model.Card;
import io.fovea.session.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a large image is segmented, if that goes strip by strip. */
final class LargeSegmentation {
    /** What is known of a pixel of a strip; its values come to that, twice. */
    private static final int BYTES_PER_PIXEL = 6;

    private final Segmenter segmenter;
    private final LargeImage image;
    private final Surroundings around;
    private final JobSettings settings;

    private LargeSegmentation(Segmenter segmenter, LargeImage image, Surroundings around, JobSettings settings) {
        this.segmenter = segmenter;
        this.image = image;
        this.around = around;
        this.settings = settings;
    }

    /** Empty where the whole image is needed: for a network that tells objects apart itself, another scale, QuPath's or COCO's file. */
    static Optional<LargeSegmentation> of(
            ImagePredictor<Segmentation> predictor, LargeImage image, Surroundings around, JobSettings settings) {
        boolean isWhole = settings.whole(SegmentJob.GEOJSON) == 1 || settings.whole(SegmentJob.COCO) == 1;
        return predictor instanceof Segmenter segmenter && segmenter.hasStrips() && !isWhole
                ? Optional.of(new LargeSegmentation(segmenter, image, around, settings))
                : Optional.empty();
    }

    /** Whether the image goes in as it is. */
    boolean isUnscaled(ScaleChoice how) {
        how.require(segmenter.card());
        return how.by() != ScaleChoice.By.ESTIMATE && how.factor(segmenter.card()) == 1;
    }

    /** Segments it. */
    Job.InStrips run(Monitor monitor) {
        return run(largestTile(), monitor);
    }

    /** The same in tiles of at most so many pixels. */
    Job.InStrips run(int largest, Monitor monitor) {
        StripSegmentation strips = new StripSegmentation(image, around, settings, monitor);
        try {
            return run(strips, largest, monitor);
        } catch (RuntimeException | Error e) {
            strips.close();
            throw e;
        }
    }

    private Job.InStrips run(StripSegmentation strips, int largest, Monitor monitor) {
        double seconds = segmenter.segment(image.rows(), largest, monitor, strips);
        List<String> notes = notes(image, strips, settings);
        StripRoom.note(image.rows().header(), largest).ifPresent(notes::add);
        return new Job.InStrips(outcome(strips, segmenter.card(), image, settings, seconds, notes), seconds);
    }

    /** Does the rows of one of several shares: what the network says of them. */
    Job.InStrips part(int index, int count, Monitor monitor) {
        Header header = image.rows().header();
        Band band = segmenter.band(header, StripRoom.usualTile(header), index, count);
        String file =
                around.file().map(path -> path.toAbsolutePath().toString()).orElse("");
        StripFile part = new StripFile(file, header.width(), header.height(), band);
        try {
            double seconds = segmenter.segment(image.rows(), band, largestTile(), monitor, part);
            part.end();
            Findings none = new Findings(List.of(), List.of(), List.of(), List.of());
            return new Job.InStrips(new Outcome(none, Map.of(), Map.of(StripFile.SUFFIX, part), Details.NONE), seconds);
        } catch (RuntimeException | Error e) {
            part.close();
            throw e;
        }
    }

    /**
     * Makes of the parts of an image what {@link #run(Monitor)} makes of it: objects over their seams are joined as over those of
     * strips.
     *
     * @param parts from the top
     */
    static Outcome joined(
            Card card,
            LargeImage image,
            Surroundings around,
            JobSettings settings,
            List<Path> parts,
            double seconds,
            Cancellation cancel) {
        try (StripSegmentation strips = new StripSegmentation(image, around, settings, cancel)) {
            parts.forEach(part -> StripFile.replay(part, strips));
            return outcome(strips, card, image, settings, seconds, notes(image, strips, settings));
        }
    }

    private static Outcome outcome(
            StripSegmentation strips,
            Card card,
            LargeImage image,
            JobSettings settings,
            double seconds,
            List<String> notes) {
        Header header = image.rows().header();
        Outcome outcome = strips.outcome((labels, fractions, areas) -> new SegmentFindings(
                        header.width(),
                        header.height(),
                        labels,
                        fractions,
                        areas,
                        Map.of(),
                        1,
                        card.sizes(),
                        Believed.UNKNOWN,
                        seconds)
                .findings(settings));
        return new Outcome(
                outcome.findings().with(notes),
                outcome.pictures(),
                outcome.documents(),
                outcome.folders(),
                outcome.additions(),
                outcome.details());
    }

    /** In the past tense: a run that goes on with another's work says them again, maybe on another machine. */
    private static List<String> notes(LargeImage image, StripSegmentation strips, JobSettings settings) {
        List<String> notes = new ArrayList<>();
        if (!image.isForMemory()) {
            notes.add("Note: Large images were done strip by strip; their labels are TIFF files, and overlays are at"
                    + " most "
                    + StripSegmentation.OVERLAY + " pixels wide and high.");
        }
        if (strips.hasTooManyRois(settings)) {
            notes.add("Note: Of large images with more than " + StripSegmentation.MOST_ROIS
                    + " objects, or with areas of classes in place of objects, no ROIs are written.");
        }
        return notes;
    }

    /** Of how many pixels a tile may be so that a row of them has room. */
    private int largestTile() {
        Header header = image.rows().header();
        double values = header.channels() * image.channels().size() + header.channels();
        double maps = settings.whole(SegmentJob.PROBABILITIES) == 0
                ? 0
                : Float.BYTES * Math.max(2, segmenter.card().labels().size());
        return StripRoom.largestTile(
                header, BYTES_PER_PIXEL + maps + 2 * values * header.depth().bytes());
    }
}
