package io.fovea.batch;

import io.fovea.task.Monitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Knows what earlier runs did of the same work, and keeps what this one cannot do. Thread-safe.
 *
 * @param <R> a row of the table
 */
interface Ledger<R> {

    /**
     * What is done of a file, and need not be done again.
     *
     * @param pages how many are meant; 0 if that is not known
     * @param rows of those that are done, by their places among them, from 0
     * @param failure why the file could not be done, in a sentence, if that is not to be tried again
     */
    record Earlier<R>(int pages, Map<Integer, List<R>> rows, Optional<String> failure) {
        /** Nothing. */
        static <R> Earlier<R> nothing() {
            return new Earlier<>(0, Map.of(), Optional.empty());
        }

        boolean isWhole() {
            return failure.isPresent() || pages > 0 && rows.size() == pages;
        }
    }

    /**
     * What is done of a file.
     *
     * @param stem how its results are named now
     */
    Earlier<R> earlier(Source source, String stem);

    /** The state of a file, with all else that what comes of it depends on. Blocks on the disk. */
    InputState state(Source source);

    /**
     * Keeps that a file could not be done.
     *
     * @param state of the file before it was read
     */
    void failed(Source source, InputState state, String sentence);

    /**
     * Looks whether what is made of all pages of a file together can be.
     *
     * @throws io.fovea.FoveaException if not
     */
    default void require(OpenFile file) {}

    /**
     * Hears that all pages of a file are done, or could not be, before it is reported. Blocks on the disk.
     *
     * @param state of the file before it was read; asked where it is needed
     * @param pages how many are meant
     * @param done those that are done
     * @param memory for what is in work at once, in kilobytes, in which others may work
     * @param monitor told what is done
     * @return what is to be added to why others could not be, in a sentence
     * @throws io.fovea.FoveaException if what is made of all pages together cannot be written
     * @throws io.fovea.session.CancelledException if cancelled
     */
    default Optional<String> ended(
            Source source, Supplier<InputState> state, int pages, Set<Integer> done, Gate memory, Monitor monitor) {
        return Optional.empty();
    }

    /** One that knows and keeps nothing. */
    static <R> Ledger<R> none() {
        return new Ledger<>() {
            @Override
            public Earlier<R> earlier(Source source, String stem) {
                return Earlier.nothing();
            }

            @Override
            public InputState state(Source source) {
                return InputState.of(source.file());
            }

            @Override
            public void failed(Source source, InputState state, String sentence) {
                // Nobody asks for it later.
            }
        };
    }
}
