package io.fovea.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through a journal line by line, so that only one of them is in memory. */
final class JournalReader implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final InputStream in;
    private byte[] line = {};
    private long begin;
    private long end;

    JournalReader(Path file) throws IOException {
        this.file = file;
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The next line that is JSON; empty behind the last. */
    Optional<JsonNode> next() throws IOException {
        while (readLine()) {
            try {
                JsonNode node = JSON.readTree(line);
                if (node.isObject()) {
                    return Optional.of(node);
                }
            } catch (JsonProcessingException e) {
                LOG.debug("{} has a line that was not ended", file, e);
            }
        }
        return Optional.empty();
    }

    private boolean readLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        begin = end;
        int read = in.read();
        if (read < 0) {
            return false;
        }
        while (read >= 0 && read != '\n') {
            bytes.write(read);
            read = in.read();
        }
        line = bytes.toByteArray();
        end = begin + line.length + (read < 0 ? 0 : 1);
        return true;
    }

    /** The bytes of the line that was read last, without what ends it; not a copy. */
    byte[] bytes() {
        return line;
    }

    /** Where it stands. */
    JournalPlace place() {
        return new JournalPlace(file, begin, line.length);
    }

    /** The bytes of a line. */
    static byte[] bytes(JournalPlace place) throws IOException {
        byte[] bytes = new byte[place.length()];
        try (RandomAccessFile journal = new RandomAccessFile(place.journal().toFile(), "r")) {
            journal.seek(place.offset());
            journal.readFully(bytes);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
