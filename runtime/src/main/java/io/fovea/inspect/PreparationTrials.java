package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Puts a model through an exam once for each preparation, and gives up early what is clearly wrong. */
final class PreparationTrials {
    /** A lead of so many standard errors is one. */
    private static final double TOLD_APART = 2;

    /**
     * The likelihood of the right answers overrules a lead in the score where its own, in standard errors, is so many times as
     * large.
     */
    private static final double SURER = 2;

    /** A lead of so many is not made up again. */
    private static final double GIVEN_UP = 4;

    private static final Comparator<Tally> BEST_FIRST = Comparator.comparingDouble(Tally::score)
            .thenComparingDouble(Tally::certainty)
            .reversed();

    private final Exam exam;
    private final Model model;
    private final Device device;

    /** Images that count for no preparation, by number. */
    private final Map<Integer, Failure> bad = new TreeMap<>();

    PreparationTrials(Exam exam, Model model, Device device) {
        this.exam = exam;
        this.model = model;
        this.device = device;
    }

    /**
     * Blocks for as many runs as there are candidates and images.
     *
     * @param folder that the exam is from, for the error
     * @throws FoveaException if nothing in it can be tried
     */
    Ranking rank(Path folder, Monitor monitor) {
        List<Tally> all = TriedPixels.of(model).stream().map(Tally::new).toList();
        int done = 0;
        // For each image that is left out of the first ones the next one steps in: few tell too little to give up.
        while (done < exam.count() && all.get(0).count() < exam.first()) {
            int to = Math.min(exam.count(), done + exam.first() - all.get(0).count());
            round(all, done, to, monitor);
            done = to;
        }
        Tally leader = sorted(all).get(0);
        List<Tally> left =
                all.stream().filter(tally -> leader.lead(tally) < GIVEN_UP).toList();
        if (done < exam.count()) {
            round(left, done, exam.count(), monitor);
        }
        List<Tally> ranked = new ArrayList<>(sorted(left));
        all.stream().filter(tally -> !left.contains(tally)).sorted(BEST_FIRST).forEach(ranked::add);
        Tally best = best(ranked.subList(0, left.size()));
        ranked.remove(best);
        ranked.add(0, best);
        List<Failure> failures = new ArrayList<>(exam.failures());
        failures.addAll(bad.values());
        if (best.count() == 0) {
            throw new FoveaException("No image in '" + folder + "' can be tried: "
                    + failures.get(0).sentence());
        }
        List<Tally> even = left.stream()
                .filter(tally -> tally != best && best.lead(tally) < TOLD_APART)
                .toList();
        return new Ranking(
                ranked.stream()
                        .map(tally -> new TrialScore(
                                tally.tried(), tally.score(), tally.certainty(), tally.logLikelihood(), tally.count()))
                        .toList(),
                best.count(),
                exam.there(),
                exam.measures(),
                TriedPixels.current(model),
                tried(even, tally -> best.likelier(tally) < TOLD_APART),
                tried(even, tally -> best.likelier(tally) >= TOLD_APART),
                failures);
    }

    private static List<Tally> sorted(List<Tally> tallies) {
        return tallies.stream().sorted(BEST_FIRST).toList();
    }

    private void round(List<Tally> tallies, int from, int to, Monitor monitor) {
        Monitor whole = monitor.part((double) from / exam.count(), (double) to / exam.count());
        for (int i = 0; i < tallies.size(); i++) {
            Tally tally = tallies.get(i);
            Monitor part = whole.part((double) i / tallies.size(), (i + 1.0) / tallies.size());
            exam.take(tally.tried().on(model), from, to, tally, bad, device, part);
        }
        tallies.forEach(tally -> tally.leaveOut(bad.keySet()));
    }

    /**
     * The best of those that are left: first by score, then, of those that this does not tell from the first, by the
     * likelihood of the right answers, where that does. Those that scale all images alike come before those that stretch
     * each: of a few images these often answer the same.
     *
     * @param left by score, the best first
     */
    private static Tally best(List<Tally> left) {
        List<Tally> contenders = left.stream()
                .filter(tally -> left.get(0).lead(tally) < TOLD_APART)
                .toList();
        List<Tally> plain =
                contenders.stream().filter(tally -> !tally.tried().stretches()).toList();
        List<Tally> pool = plain.isEmpty() ? contenders : plain;
        Tally first = pool.get(0);
        return pool.stream()
                .filter(tally -> tally.likelier(first) >= Math.max(TOLD_APART, SURER * first.lead(tally)))
                .max(Comparator.comparingDouble(Tally::logLikelihood))
                .orElse(first);
    }

    private static List<TriedPixels> tried(List<Tally> tallies, Predicate<Tally> which) {
        return tallies.stream().filter(which).map(Tally::tried).toList();
    }
}
