package io.fovea.batch;

import io.fovea.model.Card;
import io.fovea.model.CardFile;
import io.fovea.session.Device;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is done to each image, by which the same work is known again: what differs in any of it may give other results.
 *
 * @param command such as {@code segment}
 * @param card of the model
 * @param fingerprint of the model
 * @param device really used; for people: it makes no other work of it
 * @param options all that decides what is written, by name
 */
record WorkOrder(String command, Card card, String fingerprint, Device device, Map<String, String> options) {
    private static final String VERSION = Optional.ofNullable(
                    WorkOrder.class.getPackage().getImplementationVersion())
            .orElse("");

    /** The same for some pages alone. */
    WorkOrder of(PageChoice pages) {
        Map<String, String> all = new TreeMap<>(options);
        all.put("channel", pages.channels().toString());
        all.put("slice", pages.slices().toString());
        all.put("frame", pages.frames().toString());
        return new WorkOrder(command, card, fingerprint, device, all);
    }

    /** A name for it, which is another for other work. */
    String id() {
        Map<String, String> fields = new TreeMap<>(CardFile.fields(card));
        String all = String.join("\n", List.of(command, fingerprint, fields.toString(), options.toString(), VERSION));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What a journal says of it as a run over some files begins. */
    JournalHead head(BatchFiles files, Inputs share, BatchPlan plan) {
        Map<String, String> unread = new LinkedHashMap<>();
        share.failures().forEach(failure -> unread.put(failure.file().toString(), failure.sentence()));
        return new JournalHead(
                id(),
                files.wholeTable(),
                command,
                fingerprint,
                CardFile.fields(card),
                new TreeMap<>(options),
                VERSION,
                device.toString(),
                files.shard().toString(),
                share.sources().size(),
                unread,
                Instant.now().toString(),
                plan.call(),
                !plan.reports(),
                card.assumptions());
    }
}
