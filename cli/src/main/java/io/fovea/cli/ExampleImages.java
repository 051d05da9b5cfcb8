package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.batch.Inputs;
import io.fovea.batch.OnePage;
import io.fovea.batch.Source;
import io.fovea.explore.FilterExamples;
import io.fovea.session.CancelledException;
import io.fovea.task.Monitor;
import java.io.PrintWriter;
import java.util.List;

/**
 * Images in which examples are looked for.
 *
 * @param err hears which of them cannot be looked at
 */
record ExampleImages(Inputs inputs, PrintWriter err) {

    /**
     * Shows all of them to what looks for examples.
     *
     * @throws FoveaException if none can be looked at
     * @throws CancelledException if cancelled
     */
    void showTo(FilterExamples examples, Monitor monitor) {
        inputs.note().ifPresent(note -> err.println("Note: " + note));
        inputs.failures().forEach(failure -> err.println("Left out: " + failure.sentence()));
        List<Source> sources = inputs.sources();
        int seen = 0;
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            monitor.check();
            monitor.report(i / (double) sources.size(), source.name());
            try {
                examples.add(
                        source.name(),
                        OnePage.read(source.file(), inputs.pages()).image(),
                        monitor);
                seen++;
            } catch (CancelledException e) {
                throw e;
            } catch (FoveaException e) {
                err.println("Left out: " + e.getMessage());
            }
        }
        if (seen == 0) {
            throw new FoveaException("None of the images that --examples names could be looked at; give images, or a"
                    + " folder of them.");
        }
    }
}
