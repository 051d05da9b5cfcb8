package io.fovea.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fovea.AtomicFile;
import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done to which image, a line of JSON for each, beside the results. A line goes to the system as soon as its image
 * is done, in one piece: whoever kills the process loses no more than what was in work. Thread-safe.
 */
final class Journal implements AutoCloseable {
    /** What every journal begins with, by which an earlier one is known. */
    static final String BEGINNING = "{\"run\":\"";

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final OutputStream out;

    private Journal(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * What a journal says.
     *
     * @param heads of the runs, in their order
     * @param lines of the images, in their order
     */
    record Content(List<JournalHead> heads, List<JournalLine> lines) {}

    /**
     * Begins a run.
     *
     * @param goesOn whether what the same run did before stays; what others did does
     * @throws FoveaException if the file cannot be written
     */
    static Journal begin(Path file, JournalHead head, boolean goesOn) {
        try {
            if (!goesOn && Files.exists(file)) {
                keep(file, run -> !run.equals(head.run()));
            }
            boolean torn = isTorn(file);
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Journal journal = new Journal(file, out);
            if (torn) {
                out.write('\n');
            }
            journal.append((Object) head);
            return journal;
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Whether a process ended in the middle of a line. */
    private static boolean isTorn(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    private static void keep(Path file, Predicate<String> runs) throws IOException {
        StringBuilder kept = new StringBuilder();
        for (JsonNode line : lines(file)) {
            if (runs.test(line.path("run").asText())) {
                kept.append(line).append('\n');
            }
        }
        AtomicFile.write(file, kept.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds what became of an image. */
    void append(JournalLine line) {
        try {
            append((Object) line);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private synchronized void append(Object line) throws IOException {
        out.write(text(line).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Object line) throws JsonProcessingException {
        return JSON.writeValueAsString(line) + "\n";
    }

    /**
     * Reads a journal. What is no line of one, as after a process that was killed, is passed over.
     *
     * @throws FoveaException if the file cannot be read
     */
    static Content read(Path file) {
        List<JournalHead> heads = new ArrayList<>();
        List<JournalLine> lines = new ArrayList<>();
        try {
            for (JsonNode line : lines(file)) {
                if (line.has("command")) {
                    heads.add(JSON.treeToValue(line, JournalHead.class));
                } else if (line.has("image")) {
                    lines.add(JSON.treeToValue(line, JournalLine.class));
                }
            }
        } catch (IOException e) {
            throw new FoveaException("The journal '" + file + "' cannot be read: " + e.getMessage() + ".", e);
        }
        return new Content(List.copyOf(heads), List.copyOf(lines));
    }

    /** Writes a journal as a whole. */
    static void write(Path file, Content content) {
        try {
            StringBuilder text = new StringBuilder();
            for (JournalHead head : content.heads()) {
                text.append(text(head));
            }
            for (JournalLine line : content.lines()) {
                text.append(text(line));
            }
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        // Half a letter at a torn end must not be an error.
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try {
                    lines.add(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    LOG.debug("{} has a line that was not ended", file, e);
                }
            }
        }
        return lines;
    }

    private static FoveaException unwritable(Path file, IOException e) {
        return DiskFullException.of(file, e)
                .map(FoveaException.class::cast)
                .orElseGet(() -> new FoveaException(
                        "Cannot write the journal '" + file + "': check that its folder can be written.", e));
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
