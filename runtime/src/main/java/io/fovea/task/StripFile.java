package io.fovea.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fovea.DiskFullException;
import io.fovea.FoveaException;
import io.fovea.image.Origin;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a network says of some rows of a large image, for whoever has the others as well: the classes, and of a trimap what objects
 * are told apart by. Waits in a temporary file until it is written. Blocks on the disk; not thread-safe.
 */
public final class StripFile implements StripSink, ImageDocument {
    /** What such files are called behind the name of the part. */
    public static final String SUFFIX = ".strips.zip";

    private static final Logger LOG = LoggerFactory.getLogger(StripFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String HEAD = "strips.json";
    private static final String ROWS = "strips.zlib";
    private static final int LEVEL = 3;
    private static final int ROWS_AT_ONCE = 64;

    private final String image;
    private final int width;
    private final int height;
    private final int top;
    private final FileChannel spilled;
    private final Deflater deflater = new Deflater(LEVEL);
    private final DeflaterOutputStream packed;
    private final DataOutputStream out;
    private int rows;
    private boolean isTrimap;
    private List<String> labels = List.of();

    /**
     * What the beginning of such a file says.
     *
     * @param image the file's path where it was worked on
     * @param top the first row
     * @param isTrimap whether foreground, background and contour are told apart
     * @param labels of the classes; none of no rows
     */
    public record Head(String image, int width, int height, int top, int rows, boolean isTrimap, List<String> labels) {
        /** Copies the list. */
        public Head {
            labels = List.copyOf(labels);
        }
    }

    /** Nothing yet. */
    StripFile(String image, int width, int height, Band band) {
        this.image = image;
        this.width = width;
        this.height = height;
        this.top = band.from();
        try {
            Path file = Files.createTempFile("fovea-", ".strips");
            spilled = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
        packed = new DeflaterOutputStream(Channels.newOutputStream(spilled), deflater);
        out = new DataOutputStream(new BufferedOutputStream(packed, 1 << 16));
    }

    @Override
    public void take(int from, int count, PixelStrip strip) {
        if (from != top + rows) {
            throw new IllegalArgumentException("Row " + from + " does not follow " + (top + rows));
        }
        isTrimap = strip.isTrimap();
        labels = strip.labels();
        try {
            for (int row = 0; row < count; row++) {
                strip.write(row, out);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        rows += count;
    }

    /** Ends it: nothing more comes. */
    void end() {
        try {
            out.flush();
            packed.finish();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static FoveaException failed(IOException e) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return DiskFullException.of(folder, e)
                .map(FoveaException.class::cast)
                .orElseGet(() -> new FoveaException(
                        "There can be no temporary file in '" + folder
                                + "', where large results wait until they are whole; make it a folder that can be written, or name"
                                + " another one, -Djava.io.tmpdir=FOLDER, in FOVEA_JAVA_OPTIONS.",
                        e));
    }

    @Override
    public void writeTo(OutputStream to, String origin) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        zip.setComment(Origin.comment(origin));
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(entry(HEAD));
        zip.write(JSON.writeValueAsBytes(new Head(image, width, height, top, rows, isTrimap, labels)));
        zip.closeEntry();
        zip.putNextEntry(entry(ROWS));
        spilled.position(0);
        Channels.newInputStream(spilled).transferTo(zip);
        zip.closeEntry();
        zip.finish();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }

    @Override
    public void close() {
        deflater.end();
        try {
            spilled.close();
        } catch (IOException e) {
            LOG.debug("a temporary file was not closed", e);
        }
    }

    /**
     * Reads the beginning of a file.
     *
     * @throws FoveaException if it is no such file
     */
    public static Head head(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = open(zip, HEAD)) {
            return JSON.readValue(in, Head.class);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("There is no " + name);
        }
        return zip.getInputStream(entry);
    }

    /**
     * Passes on what a file has.
     *
     * @throws FoveaException if it is damaged
     */
    static void replay(Path file, StripSink sink) {
        Head head = head(file);
        if (head.rows() == 0) {
            return;
        }
        PixelStrip strip =
                new PixelStrip(head.width(), Math.min(ROWS_AT_ONCE, head.rows()), head.isTrimap(), head.labels());
        try (ZipFile zip = new ZipFile(file.toFile());
                DataInputStream in = new DataInputStream(
                        new BufferedInputStream(new InflaterInputStream(open(zip, ROWS)), 1 << 16))) {
            for (int done = 0; done < head.rows(); ) {
                int count = Math.min(strip.capacity(), head.rows() - done);
                for (int row = 0; row < count; row++) {
                    strip.read(row, in);
                }
                sink.take(head.top() + done, count, strip);
                done += count;
            }
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static FoveaException damaged(Path file, Exception e) {
        return new FoveaException("'" + file + "' is no part of a large image, or is damaged; run its share again.", e);
    }
}
