package io.fovea.batch;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is done to each file of a batch, as a machine is told of it that has only the model beside it. Two with the same {@code run}
 * ask for the same work.
 *
 * @param run tells the work from other work
 * @param verb of the job, such as {@code segment}
 * @param card of the model, as {@link io.fovea.model.CardFile#fields} gives it
 * @param options of the job, by name
 * @param channels that are meant; see {@link PageChoice#parse}
 * @param slices that are meant
 * @param frames that are meant
 * @param device asked for
 * @param files how many there are in the batch
 * @param pictures whether small pictures are made for the report
 * @param output the folder that results are written to
 * @param inputs the files in that folder that are inputs, and stay
 */
public record PartOrder(
        String run,
        String verb,
        Map<String, String> card,
        Map<String, String> options,
        String channels,
        String slices,
        String frames,
        String device,
        int files,
        boolean pictures,
        String output,
        List<String> inputs)
        implements Serializable {
    /** Copies the maps and the list. */
    public PartOrder {
        card = Map.copyOf(card);
        options = Map.copyOf(options);
        inputs = List.copyOf(inputs);
    }

    PageChoice pages() {
        return PageChoice.parse(channels, slices, frames);
    }
}
