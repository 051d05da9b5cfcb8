package io.fovea.batch;

import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Input;
import io.fovea.task.Details;
import io.fovea.task.ImageAddition;
import io.fovea.task.ImageDocument;
import io.fovea.task.Monitor;
import io.fovea.task.ResultFolder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A batch into a folder, whatever is done to each image: pictures, tables, journal, and what failed. */
final class FolderRun {
    private FolderRun() {}

    /**
     * What is made of a page.
     *
     * @param pictures by their names in the folder
     * @param documents by the same
     * @param folders by the same
     * @param additions to the image itself
     * @param rows what tables say
     * @param details what a further table says
     * @param seconds wall time of the inference, or of the explanation
     */
    record Made(
            Map<String, Image> pictures,
            Map<String, ImageDocument> documents,
            Map<String, ResultFolder> folders,
            List<ImageAddition> additions,
            List<FolderJob.Row> rows,
            Details details,
            double seconds)
            implements AutoCloseable {
        /** Pictures alone. */
        Made(Map<String, Image> pictures, List<FolderJob.Row> rows) {
            this(
                    pictures,
                    Map.of(),
                    Map.of(),
                    List.of(),
                    rows,
                    Details.NONE,
                    rows.stream().mapToDouble(FolderJob.Row::seconds).sum());
        }

        /** Gives back what documents hold outside of Java's memory. */
        @Override
        public void close() {
            documents.values().forEach(ImageDocument::close);
            folders.values().forEach(ResultFolder::close);
        }
    }

    /** Takes a page through the network. What it gives makes pictures and rows, when asked for them once. */
    @FunctionalInterface
    interface Work {
        Supplier<Made> on(PageRun.Page page, Monitor monitor);
    }

    /** Works on all files and writes nothing. */
    static Report<FolderJob.Row> run(Inputs inputs, BatchPlan plan, Monitor monitor, Card card, Work work) {
        Work bounded = bounded(work, card.input());
        return PageRun.run(
                inputs,
                plan,
                Ledger.none(),
                monitor,
                (page, part) -> {
                    try (Made made = bounded.on(page, part).get()) {
                        return made.rows();
                    }
                },
                report -> {});
    }

    /**
     * Works on the files of a plan and writes the results.
     *
     * @param books that were opened for the same inputs and plan
     * @throws io.fovea.FoveaException if something cannot be written
     * @throws io.fovea.session.CancelledException if cancelled; what was done by then stays
     */
    static Report<FolderJob.Row> run(Inputs inputs, BatchPlan plan, Monitor monitor, FolderBooks books, Work work) {
        Work bounded = bounded(work, books.input());
        Report<FolderJob.Row> done = PageRun.run(
                inputs,
                plan,
                books.ledger(),
                monitor,
                (page, part) -> {
                    try (Made made = bounded.on(page, part).get()) {
                        return books.keep(page, made);
                    }
                },
                books::write);
        books.end(done, monitor);
        return done;
    }

    /** The same, with no more pixels in the network at once than the memory for its values is meant for. */
    static Work bounded(Work work, Input input) {
        Gate passes = new Gate(NetworkPixels.AT_ONCE);
        return (page, monitor) -> passes.within(NetworkPixels.of(input, page.pixels()), () -> work.on(page, monitor));
    }
}
