package io.fovea.batch;

import java.util.List;
import java.util.Map;

/**
 * What a journal says of a run as it begins.
 *
 * @param run tells the work from other work: by command, model, card, options and version
 * @param table that all shares make together, such as {@code segment.csv}
 * @param command such as {@code segment}
 * @param model its fingerprint
 * @param card all that the model's card says
 * @param options all that decides what is written, by name
 * @param version of Fovea; empty where it was not packaged
 * @param device really used
 * @param shard such as {@code 3/8}
 * @param images how many files the share has
 * @param unread what the share could not look into, such as folders, and why, in sentences
 * @param at when it began
 * @param call what the user gave to have this done; empty where there is no such line
 * @param withoutReport whether the report was to be left out
 * @param assumed what the model's file does not say and was assumed, in sentences
 */
record JournalHead(
        String run,
        String table,
        String command,
        String model,
        Map<String, String> card,
        Map<String, String> options,
        String version,
        String device,
        String shard,
        int images,
        Map<String, String> unread,
        String at,
        String call,
        boolean withoutReport,
        List<String> assumed) {
    /** What an earlier version did not write is nothing. */
    JournalHead {
        call = call == null ? "" : call;
        assumed = assumed == null ? List.of() : List.copyOf(assumed);
    }

    /** The same of another number of files. */
    JournalHead withImages(int number) {
        return new JournalHead(
                run,
                table,
                command,
                model,
                card,
                options,
                version,
                device,
                shard,
                number,
                unread,
                at,
                call,
                withoutReport,
                assumed);
    }
}
