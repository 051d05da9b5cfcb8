package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.NonFinite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Looks at every example of the parts of a data set, once, and tells which can be used.
 *
 * <pre>{@code
 * Surveyor surveyor = new Surveyor(labels, train.size() + test.size(), listener);
 * Dataset good = surveyor.look("train", train, Dataset::cached);
 * Dataset held = surveyor.look("test", test, all -> all);
 * Survey survey = surveyor.survey(unused);
 * }</pre>
 *
 * <p>Images are decoded wholly: that a file is cut off shows only at its end. What the parts keep in memory of it need not
 * be decoded again. Not thread-safe; examples are read by all processors.
 */
public final class Surveyor {

    private static final int CHUNK = 64;
    private static final int MOST_NAMED = 5;

    /** Follows a survey, on the thread that asked for it. */
    public interface Listener {

        /**
         * After some examples.
         *
         * @param of all there are
         */
        void looked(int done, int of);

        /** For each file that cannot be read; the sentence names it. */
        void leftOut(String sentence);

        /** Asked after some examples. */
        boolean isCancelled();
    }

    private final List<String> labels;
    private final int of;
    private final Listener listener;
    private final List<Share> shares = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> misfits = new ArrayList<>();
    private int done;

    /**
     * A surveyor of parts with {@code of} examples in all.
     *
     * @param labels the classes in order, or {@link Survey#OBJECTS} alone
     */
    public Surveyor(List<String> labels, int of, Listener listener) {
        this.labels = List.copyOf(labels);
        this.of = of;
        this.listener = listener;
    }

    /**
     * Reads all examples of a part; blocks.
     *
     * @param name of the part
     * @param keep what is asked for the examples in place of {@code part}, from now on; it may keep what it reads
     * @return those of {@code keep} that can be read
     * @throws FoveaException when there are some, but none can be read
     * @throws CancellationException when the listener cancels
     */
    public Dataset look(String name, Dataset part, UnaryOperator<Dataset> keep) {
        Share.Tally tally = new Share.Tally(name, labels.size());
        boolean[] looking = {true};
        Dataset kept = keep.apply(part.map(example -> {
            requireNumbers(example);
            if (looking[0]) {
                tally.add(example);
            }
            return example;
        }));
        AtomicReferenceArray<FoveaException> wrong = new AtomicReferenceArray<>(part.size());
        for (int start = 0; start < part.size(); start += CHUNK) {
            int end = Math.min(start + CHUNK, part.size());
            IntStream.range(start, end).parallel().forEach(i -> {
                try {
                    kept.get(i);
                } catch (FoveaException e) {
                    wrong.set(i, e);
                }
            });
            IntStream.range(start, end).forEach(i -> note(wrong.get(i), tally));
            done += end - start;
            listener.looked(done, of);
            if (listener.isCancelled()) {
                throw new CancellationException("The work was cancelled while its data was looked at.");
            }
        }
        looking[0] = false;
        List<Integer> good = IntStream.range(0, part.size())
                .filter(i -> wrong.get(i) == null)
                .boxed()
                .toList();
        shares.add(tally.share());
        if (good.isEmpty() && part.size() > 0) {
            throw new FoveaException("None of the " + part.size() + " examples (" + name + ") can be used; the first: "
                    + wrong.get(0).getMessage());
        }
        return good.size() == part.size() ? kept : kept.subset(good);
    }

    private static void requireNumbers(Example example) {
        NonFinite.in(example.image()).ifPresent(found -> {
            throw new UnreadableException(new FoveaException("'" + example.name() + "' has " + found.count()
                    + " values that are no numbers, the first at (" + found.x() + ", " + found.y() + ")."));
        });
    }

    private void note(FoveaException wrong, Share.Tally tally) {
        if (wrong == null) {
            return;
        }
        tally.leaveOut();
        if (wrong instanceof UnreadableException) {
            leftOut.add(wrong.getMessage());
            listener.leftOut(wrong.getMessage());
        } else {
            misfits.add(wrong.getMessage());
        }
    }

    /**
     * What was seen so far.
     *
     * @param unused files that lie there but are not used
     * @throws FoveaException when examples do not fit, such as a mask of another size than its image, naming them
     */
    public Survey survey(List<UnusedFiles> unused) {
        if (!misfits.isEmpty()) {
            String first = String.join(" ", misfits.subList(0, Math.min(MOST_NAMED, misfits.size())));
            throw new FoveaException(
                    misfits.size() == 1
                            ? first
                            : misfits.size() + " examples do not fit. " + first
                                    + (misfits.size() > MOST_NAMED
                                            ? " And " + (misfits.size() - MOST_NAMED) + " more."
                                            : ""));
        }
        return new Survey(labels, shares, leftOut, unused, List.of());
    }
}
