package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The usual preparations of images, ranked by how well a model does with each on images of which the answers are known.
 *
 * <p>All are tried on some images; those that then lie clearly behind the best are given up, and the others go on. Of two
 * that cannot be told apart, one that scales all images alike comes before one that stretches each by itself.
 *
 * @param outcomes the best first
 * @param images how many the best was tried on
 * @param measures what the score is
 * @param before the preparation that the model had
 * @param alike those that the images do not tell from the best
 */
public record Ranking(
        List<TrialScore> outcomes, int images, String measures, TriedPixels before, List<TriedPixels> alike) {
    /** Below this share of right answers, or of overlap, a preparation is hardly the right one. */
    private static final double HARDLY = 0.2;

    /** A lead of so many standard errors is one. */
    private static final double TOLD_APART = 2;

    /** A lead of so many is not made up again. */
    private static final double GIVEN_UP = 4;

    private static final Comparator<Tally> BEST_FIRST = Comparator.comparingDouble(Tally::score)
            .thenComparingDouble(Tally::certainty)
            .reversed();

    /** Copies the lists. */
    public Ranking {
        outcomes = List.copyOf(outcomes);
        alike = List.copyOf(alike);
    }

    /**
     * Tries all {@link TriedPixels}. Blocks for as many runs as there are candidates and images.
     *
     * @param folder with a subfolder for each label, or names that begin with the class's number; for a model that segments
     *     with {@code images} and a folder of masks
     * @param most images to take of it; empty for as many as mostly tell preparations apart
     * @throws FoveaException if the folder does not fit the model
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static Ranking of(Model model, Path folder, OptionalInt most, Device device, Monitor monitor) {
        if (!Files.isDirectory(folder)) {
            throw new FoveaException("There is no folder '" + folder + "' of images to try.");
        }
        Exam exam = Exam.of(folder, model, most);
        List<Tally> all = TriedPixels.of(model).stream().map(Tally::new).toList();
        int first = Math.min(exam.first(), exam.count());
        round(exam, model, all, 0, first, device, part(monitor, 0, 0.5));
        Tally leader = sorted(all).get(0);
        List<Tally> left =
                all.stream().filter(tally -> leader.lead(tally) < GIVEN_UP).toList();
        if (first < exam.count()) {
            round(exam, model, left, first, exam.count(), device, part(monitor, 0.5, 1));
        }
        List<Tally> ranked = new ArrayList<>(sorted(left));
        all.stream().filter(tally -> !left.contains(tally)).sorted(BEST_FIRST).forEach(ranked::add);
        plainFirst(ranked, left.size());
        Tally best = ranked.get(0);
        return new Ranking(
                ranked.stream()
                        .map(tally -> new TrialScore(tally.tried(), tally.score(), tally.certainty(), tally.count()))
                        .toList(),
                best.count(),
                exam.measures(),
                TriedPixels.current(model),
                left.stream()
                        .filter(tally -> tally != best && best.lead(tally) < TOLD_APART)
                        .map(Tally::tried)
                        .toList());
    }

    private static List<Tally> sorted(List<Tally> tallies) {
        return tallies.stream().sorted(BEST_FIRST).toList();
    }

    private static void round(
            Exam exam, Model model, List<Tally> tallies, int from, int to, Device device, Monitor monitor) {
        for (int i = 0; i < tallies.size(); i++) {
            Tally tally = tallies.get(i);
            Monitor part = part(monitor, (double) i / tallies.size(), (i + 1.0) / tallies.size());
            exam.take(model.with(tally.tried().facts()), from, to, tally, device, part);
        }
    }

    private static Monitor part(Monitor whole, double from, double to) {
        return Monitor.of((fraction, text) -> whole.report(from + fraction * (to - from), text), whole);
    }

    /** Puts the first that scales all images alike before those that stretch each, if it is not told from the best. */
    private static void plainFirst(List<Tally> ranked, int left) {
        for (int i = 0; i < left; i++) {
            Tally tally = ranked.get(i);
            if (ranked.get(0).lead(tally) >= TOLD_APART) {
                return;
            }
            if (!tally.tried().stretches()) {
                ranked.remove(i);
                ranked.add(0, tally);
                return;
            }
        }
    }

    /** The best. */
    public TrialScore best() {
        return outcomes.get(0);
    }

    /** What to be careful about; empty if the best is clearly the best. */
    public Optional<String> doubt() {
        if (best().score() < HARDLY) {
            return Optional.of("Not even the best does well: the labels may stand in another order, or the model wants"
                    + " something else.");
        }
        return alike.isEmpty()
                ? Optional.empty()
                : Optional.of(images + " images do not tell the best from "
                        + alike.stream().map(TriedPixels::options).collect(Collectors.joining(", or from ")) + ".");
    }
}
