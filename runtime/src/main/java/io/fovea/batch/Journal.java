package io.fovea.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fovea.AtomicFile;
import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What was done to which image, a line of JSON for each, beside the results. A line goes to the system as soon as its image
 * is done, in one piece: whoever kills the process loses no more than what was in work. Thread-safe.
 */
final class Journal implements AutoCloseable {
    /** What every journal begins with, by which an earlier one is known. */
    static final String BEGINNING = "{\"run\":\"";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The field of a line that stays on the disk. */
    private static final String EXTRAS = "extras";

    private final Path file;
    private final FileChannel out;

    private Journal(Path file, FileChannel out) {
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
            FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Journal journal = new Journal(file, out);
            if (torn) {
                journal.append(new byte[] {'\n'});
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
        AtomicFile.write(file, out -> {
            OutputStream buffered = new BufferedOutputStream(out);
            try (JournalReader reader = new JournalReader(file)) {
                for (Optional<JsonNode> line = reader.next(); line.isPresent(); line = reader.next()) {
                    if (runs.test(line.get().path("run").asText())) {
                        buffered.write(reader.bytes());
                        buffered.write('\n');
                    }
                }
            }
            buffered.flush();
        });
    }

    /**
     * Adds what became of an image.
     *
     * @return where it stands
     */
    JournalPlace append(JournalLine line) {
        try {
            return append((Object) line);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private JournalPlace append(Object line) throws IOException {
        return append(text(line).getBytes(StandardCharsets.UTF_8));
    }

    private synchronized JournalPlace append(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            out.write(left);
        }
        return new JournalPlace(file, out.position() - bytes.length, bytes.length - 1);
    }

    private static String text(Object line) throws JsonProcessingException {
        return JSON.writeValueAsString(line) + "\n";
    }

    /** A line as text, for {@link #parse} elsewhere. */
    static String written(JournalLine line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line is always JSON", e);
        }
    }

    /**
     * Reads a line that was {@link #written}.
     *
     * @throws FoveaException if it is none
     */
    static JournalLine parse(String text) {
        try {
            return JSON.readValue(text, JournalLine.class);
        } catch (JsonProcessingException e) {
            throw new FoveaException(
                    "Another machine answered with what is no line of a journal: give all machines the same Fovea.", e);
        }
    }

    /**
     * Reads a journal, but for the bulk of its lines. What is no line of one, as after a process that was killed, is passed
     * over.
     *
     * @throws FoveaException if the file cannot be read
     */
    static Content read(Path file) {
        List<JournalHead> heads = new ArrayList<>();
        List<JournalLine> lines = new ArrayList<>();
        read(file, heads::add, lines::add);
        return new Content(List.copyOf(heads), List.copyOf(lines));
    }

    /**
     * The same, one after the other, so that not all need be in memory.
     *
     * @param heads takes those of the runs
     * @param lines takes those of the images
     */
    static void read(Path file, Consumer<JournalHead> heads, Consumer<JournalLine> lines) {
        try (JournalReader reader = new JournalReader(file)) {
            for (Optional<JsonNode> line = reader.next(); line.isPresent(); line = reader.next()) {
                if (line.get().has("command")) {
                    heads.accept(JSON.treeToValue(line.get(), JournalHead.class));
                } else if (line.get().has("image")) {
                    ((ObjectNode) line.get()).remove(EXTRAS);
                    lines.accept(JSON.treeToValue(line.get(), JournalLine.class).at(reader.place()));
                }
            }
        } catch (IOException e) {
            throw new FoveaException("The journal '" + file + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Reads a line with all that is in it. */
    static JournalLine line(JournalPlace place, String image) {
        try {
            JournalLine line = JSON.readValue(JournalReader.bytes(place), JournalLine.class);
            if (line.image().equals(image)) {
                return line.at(place);
            }
        } catch (IOException e) {
            throw new FoveaException(
                    "The journal '" + place.journal() + "' cannot be read: " + e.getMessage() + ".", e);
        }
        throw new FoveaException("The journal '" + place.journal()
                + "' was changed by another run meanwhile; give the command again with --resume.");
    }

    /** Writes a journal as a whole, its lines as they stand where they were read. */
    static void write(Path file, Content content) {
        try {
            AtomicFile.write(file, out -> {
                OutputStream buffered = new BufferedOutputStream(out);
                for (JournalHead head : content.heads()) {
                    buffered.write(text(head).getBytes(StandardCharsets.UTF_8));
                }
                for (JournalLine line : content.lines()) {
                    buffered.write(JournalReader.bytes(line.place()));
                    buffered.write('\n');
                }
                buffered.flush();
            });
        } catch (IOException e) {
            throw unwritable(file, e);
        }
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
