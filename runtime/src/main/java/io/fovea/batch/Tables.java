package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.model.Card;
import io.fovea.model.CardFile;
import io.fovea.task.Job;
import io.fovea.task.Jobs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is written about all images of a batch together. */
interface Tables {

    /**
     * Finds the places for it.
     *
     * @param index of what journals say of the images
     * @return writes it, from the rows of all images
     * @throws FoveaException if there is a file that must not be written over
     */
    Consumer<List<FolderJob.Row>> in(OutputFolder folder, BatchFiles files, JournalIndex index);

    /** The columns that a report shows as histograms. */
    List<String> charts();

    /** The names of the files that it is written to. */
    List<String> names(BatchFiles files);

    /** Whether what earlier runs wrote stays beside what a run writes; otherwise the folder has the results of the last run. */
    boolean keepsEarlier();

    /** What is made of the pages of a stack together; nothing of most. */
    default Optional<StackBook.Form> stacks() {
        return Optional.empty();
    }

    /**
     * That of a run.
     *
     * @throws FoveaException if there is no such command
     */
    static Tables of(JournalHead head) {
        return of(head.command(), CardFile.card(head.card()), head.options());
    }

    /**
     * That of a command.
     *
     * @param card of the model
     * @param options all that decides what is written, by name, as a journal has them
     * @throws FoveaException if there is no such command
     */
    static Tables of(String command, Card card, Map<String, String> options) {
        if (command.equals(ExplainTables.COMMAND)) {
            return new ExplainTables();
        }
        Optional<Job<?>> job =
                Jobs.all().stream().filter(one -> one.verb().equals(command)).findFirst();
        return JobTables.of(
                job.orElseThrow(() -> new FoveaException(
                        "A journal is of the command '" + command + "', which this version of Fovea does not have.")),
                card,
                options);
    }
}
