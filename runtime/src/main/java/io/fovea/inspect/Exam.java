package io.fovea.inspect;

import io.fovea.FoveaException;
import io.fovea.batch.Failure;
import io.fovea.model.Model;
import io.fovea.model.Scored;
import io.fovea.session.Cancellation;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** Images of which the right answers are known. */
interface Exam {
    /** Of the order in which images are tried. */
    long SEED = 1;

    /**
     * Reads which images a folder has, and what is known of them.
     *
     * @param most images that are taken of it; empty for as many as mostly tell preparations apart
     * @throws FoveaException if what is known of them does not fit the model
     */
    static Exam of(Path folder, Model model, OptionalInt most) {
        Scored scored = model.card().task().scored();
        if (scored == Scored.IMAGES) {
            return ClassExam.in(folder, model.card(), most.orElse(ClassExam.ENOUGH));
        }
        if (scored == Scored.PIXELS) {
            return MaskExam.in(folder, most.orElse(MaskExam.ENOUGH));
        }
        throw new FoveaException("Images can be tried on models that classify or segment; '" + model.name()
                + "' does neither as it stands. Say what it does with the task.");
    }

    /** How many images are asked about. */
    int count();

    /** How many the folder has. */
    int there();

    /**
     * The file of one.
     *
     * @param image from 0
     */
    Path file(int image);

    /** What of the folder cannot be tried at all. */
    List<Failure> failures();

    /** What it measures, for the head of a column. */
    String measures();

    /** How many of them are enough to give up what is clearly wrong. */
    int first();

    /**
     * Opens a model to answer. Blocks.
     *
     * @param model with a preparation's preparation
     */
    Sitting open(Model model, Device device);

    /** A model that answers. Blocks; owns native memory until closed. */
    interface Sitting extends AutoCloseable {
        /**
         * Has it answer.
         *
         * @param image from 0
         * @throws FolderMismatchException if no image of the folder is worth a try
         * @throws FoveaException if this image cannot be read, or not be answered
         */
        Mark answer(int image, Cancellation cancel);

        @Override
        void close();
    }

    /**
     * Has a model answer some of them. Blocks.
     *
     * @param model with a preparation's preparation
     * @param from the first image, from 0
     * @param to behind the last one
     * @param tally takes up what it reaches
     * @param bad images that are passed over, by number; takes up those that cannot be answered
     */
    default void take(
            Model model, int from, int to, Tally tally, Map<Integer, Failure> bad, Device device, Monitor monitor) {
        try (Sitting sitting = open(model, device)) {
            for (int i = from; i < to; i++) {
                if (!bad.containsKey(i)) {
                    try {
                        tally.add(i, sitting.answer(i, monitor));
                    } catch (CancelledException | FolderMismatchException e) {
                        throw e;
                    } catch (FoveaException e) {
                        bad.put(i, new Failure(file(i), e.getMessage()));
                    }
                }
                monitor.report((i + 1.0 - from) / (to - from), tally.tried().options());
            }
        }
    }

    /** At most so many of a list, in an order without order that is always the same. */
    static <T> List<T> mixed(List<T> all, int most) {
        List<T> some = new ArrayList<>(all);
        Collections.shuffle(some, new Random(SEED));
        return List.copyOf(some.subList(0, Math.min(most, some.size())));
    }
}
