package io.fovea.task;

import io.fovea.image.Header;
import io.fovea.model.Card;
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

    /** Empty where the whole image is needed: for a network that tells objects apart itself, another scale, probabilities, QuPath's or COCO's file. */
    static Optional<LargeSegmentation> of(
            ImagePredictor<Segmentation> predictor, LargeImage image, Surroundings around, JobSettings settings) {
        boolean isWhole = settings.whole(SegmentJob.GEOJSON) == 1
                || settings.whole(SegmentJob.COCO) == 1
                || settings.whole(SegmentJob.PROBABILITIES) == 1;
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
        double seconds = segmenter.segment(image.rows(), largest, monitor, strips);
        Header header = image.rows().header();
        Card card = segmenter.card();
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
        return new Job.InStrips(
                new Outcome(
                        outcome.findings().with(notes(strips, largest)),
                        outcome.pictures(),
                        outcome.documents(),
                        outcome.folders(),
                        outcome.additions(),
                        outcome.details()),
                seconds);
    }

    /** In the past tense: a run that goes on with another's work says them again, maybe on another machine. */
    private List<String> notes(StripSegmentation strips, int largest) {
        List<String> notes = new ArrayList<>();
        if (!image.isForMemory()) {
            notes.add("Note: Large images were done strip by strip; their labels are TIFF files, and overlays are at"
                    + " most "
                    + StripSegmentation.OVERLAY + " pixels wide and high.");
        }
        StripRoom.note(image.rows().header(), largest).ifPresent(notes::add);
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
        return StripRoom.largestTile(
                header, BYTES_PER_PIXEL + 2 * values * header.depth().bytes());
    }
}
