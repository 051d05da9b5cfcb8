package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The usual preparations of images, ranked by how well a model does with each on images of which the answers are known.
 *
 * <p>All are tried on some images; those that then lie clearly behind the best are given up, and the others go on. Those
 * whose scores differ by less than two standard errors are told apart by the likelihood of the right answers, where that
 * differs by more. Of two that are not told apart, one that scales all images alike comes before one that stretches each by
 * itself.
 *
 * @param outcomes the best first
 * @param images how many the best was tried on
 * @param there how many the folder has, of which those may be some
 * @param measures what the score is
 * @param before the preparation that the model had
 * @param alike those that the images do not tell from the best
 * @param lessLikely those that score like the best, as far as the images tell, but make the right answers less likely
 * @param failures files that were left out, for all preparations alike: they cannot be read, or have no answer
 */
public record Ranking(
        List<TrialScore> outcomes,
        int images,
        int there,
        String measures,
        TriedPixels before,
        List<TriedPixels> alike,
        List<TriedPixels> lessLikely,
        List<Failure> failures) {
    /** Below this share of right answers, or of overlap, a preparation is hardly the right one. */
    private static final double HARDLY = 0.2;

    /** Copies the lists. */
    public Ranking {
        outcomes = List.copyOf(outcomes);
        alike = List.copyOf(alike);
        lessLikely = List.copyOf(lessLikely);
        failures = List.copyOf(failures);
    }

    /**
     * Tries all {@link TriedPixels}. Blocks for as many runs as there are candidates and images. A bad file is left out and
     * the others are tried.
     *
     * @param folder with a subfolder for each label, or names that begin with the class's number; for a model that segments
     *     with {@code images} and a folder of masks
     * @param most images to take of it; empty for as many as mostly tell preparations apart
     * @throws FoveaException if the folder does not fit the model, or none of its files can be tried
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Ranking of(Model model, Path folder, OptionalInt most, Device device, Monitor monitor) {
        if (!Files.isDirectory(folder)) {
            throw new FoveaException("There is no folder '" + folder + "' of images to try.");
        }
        return new PreparationTrials(Exam.of(folder, model, most), model, device).rank(folder, monitor);
    }

    /** The best. */
    public TrialScore best() {
        return outcomes.get(0);
    }

    /** By what the best is the best where the score alone does not tell, in a sentence; empty if it does, or nothing does. */
    public Optional<String> reason() {
        return lessLikely.isEmpty()
                ? Optional.empty()
                : Optional.of("By " + measures + " alone, " + images + " images do not tell the best from "
                        + listed(lessLikely) + "; but with the best the right answers are likelier.");
    }

    private static String listed(List<TriedPixels> tried) {
        return tried.stream().map(TriedPixels::options).collect(Collectors.joining(", or from "));
    }

    /** What to be careful about, in sentences; empty if the best is clearly the best of all that was there to try. */
    public Optional<String> doubt() {
        List<String> doubts = new ArrayList<>();
        if (best().score() < HARDLY) {
            doubts.add("Not even the best does well: the labels may stand in another order, or the model wants"
                    + " something else.");
        } else if (!alike.isEmpty()) {
            doubts.add(images + " images do not tell the best from " + listed(alike)
                    + (there > images + failures.size() ? "; there are " + there + " of which to try more." : "."));
        }
        if (!failures.isEmpty()) {
            doubts.add((failures.size() == 1
                            ? "1 file was left out. "
                            : failures.size() + " files were left out. The first: ")
                    + failures.get(0).sentence());
        }
        return doubts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", doubts));
    }
}
