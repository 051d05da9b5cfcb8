package io.fovea.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fovea.FoveaException;
import io.fovea.image.zarr.ZarrWriter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The note in a picture that Fovea made, of what it was made from. Programs that show pictures pass over it. Most that
 * save an edited one leave it out, which is right: what someone has edited is theirs.
 *
 * <p>In PNG it is a text chunk named {@code fovea}, in TIFF a line {@code fovea=...} of the image description, in a zip the same
 * as its comment, in GeoJSON a member {@code fovea} behind the type, in OME-XML an annotation of that namespace, in OME-Zarr an
 * attribute.
 */
public final class Origin {
    private static final Logger LOG = LoggerFactory.getLogger(Origin.class);
    /** What the note is called. */
    public static final String KEY = "fovea";

    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] JSON = "{\"type\":\"FeatureCollection\",\"fovea\":".getBytes(StandardCharsets.UTF_8);

    private Origin() {}

    /**
     * What a file was made from: the name of an image or of a model. Reads no pixels.
     *
     * @return empty for files that Fovea did not write, or that cannot be read
     */
    public static Optional<String> of(Path file) {
        if (Files.isDirectory(file)) {
            return inFolder(file);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(JSON.length);
            byte[] start = in.readNBytes(JSON.length);
            if (PngText.isPng(start)) {
                in.reset();
                in.skipNBytes(PngText.SIGNATURE.length);
                return PngText.find(new DataInputStream(in), KEY);
            }
            if (begins(start, JSON)) {
                return inJson(in);
            }
            return begins(start, ZIP) ? inZip(file) : isTiff(start) ? inTiff(file) : Optional.empty();
        } catch (IOException | FoveaException e) {
            LOG.debug("{} has no readable origin", file, e);
            return Optional.empty();
        }
    }

    private static Optional<String> inFolder(Path folder) {
        try {
            return ZarrWriter.origin(folder);
        } catch (IOException e) {
            LOG.debug("{} has no readable origin", folder, e);
            return Optional.empty();
        }
    }

    private static boolean isTiff(byte[] start) {
        return start.length > 3 && (start[0] == 'I' || start[0] == 'M') && start[0] == start[1];
    }

    private static boolean begins(byte[] start, byte[] wanted) {
        return start.length >= wanted.length && Arrays.equals(start, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static Optional<String> inZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String comment = Optional.ofNullable(zip.getComment()).orElse("");
            return comment.startsWith(KEY + "=") ? Optional.of(comment.substring(KEY.length() + 1)) : Optional.empty();
        }
    }

    /** The text that comes next. */
    private static Optional<String> inJson(InputStream in) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(in)) {
            return json.nextToken() == JsonToken.VALUE_STRING ? Optional.of(json.getText()) : Optional.empty();
        }
    }

    private static Optional<String> inTiff(Path file) throws IOException {
        try (Pages pages = Pages.open(file)) {
            String text = pages.description().orElse("");
            if (text.startsWith("<")) {
                return OmeXml.origin(text);
            }
            Properties lines = new Properties();
            lines.load(new StringReader(text));
            return Optional.ofNullable(lines.getProperty(KEY));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a backslash that begins no escape, so no text of ours
        }
    }

    /** The note as the comment of a zip, which has room for 65,535 bytes. */
    public static String comment(String origin) {
        return KEY + "=" + origin;
    }

    /** The bytes of a PNG or TIFF file with the note in them. */
    static byte[] note(byte[] encoded, String origin) {
        return PngText.isPng(encoded) ? PngText.add(encoded, KEY, origin) : TiffDescription.add(encoded, line(origin));
    }

    /** The note as a line of a TIFF file's description, which is ASCII. */
    static String line(String origin) {
        StringBuilder line = new StringBuilder(KEY).append('=');
        for (int i = 0; i < origin.length(); i++) {
            char c = origin.charAt(i);
            boolean plain = c > ' ' && c < 127 && c != '\\' || c == ' ' && i > 0;
            line.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return line.append('\n').toString();
    }
}
