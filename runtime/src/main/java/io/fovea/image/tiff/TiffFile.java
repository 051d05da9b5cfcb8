package io.fovea.image.tiff;

import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.PageSource;
import io.fovea.image.sample.Picture;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TIFF or BigTIFF file. Reads the directories of its pages when opened, and looks whether their pixels are there; the
 * pixels when asked.
 *
 * <p>Stacks of more than 4 GB that ImageJ has written have one directory, and the pixels of all pages behind it.
 */
public final class TiffFile implements PageSource {
    private static final int BIG = 43;
    private static final int INCH = 2;
    private static final int CENTIMETRE = 3;
    private static final String IMAGEJ = "ImageJ=";
    private static final Pattern PAGES = Pattern.compile("\\bimages=(\\d{1,9})\\b");

    private final SeekableByteChannel channel;
    private final TiffInput input;
    private final JpegDecoder jpeg;
    private final boolean big;
    private final long[] directories;
    private final Optional<String> description;
    private final int count;

    private TiffFile(SeekableByteChannel channel, TiffInput input, JpegDecoder jpeg) throws IOException {
        this.channel = channel;
        this.input = input;
        this.jpeg = jpeg;
        input.order(input.unsignedByte(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = input.unsignedShort(2) == BIG;
        directories = directories();
        description = new Directory(input, directories[0], big).text(Tags.DESCRIPTION);
        count = behindOneAnother();
    }

    /**
     * Opens a file that begins as a TIFF does.
     *
     * @param channel closed with this, and at once if the file is not read
     * @param jpeg decodes parts compressed with JPEG
     * @throws FormatException if its chain of directories leads nowhere or pixels are missing
     */
    public static TiffFile open(SeekableByteChannel channel, JpegDecoder jpeg) throws IOException {
        boolean opened = false;
        try {
            TiffFile file = new TiffFile(channel, new TiffInput(channel), jpeg);
            opened = true;
            return file;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private long[] directories() throws IOException {
        Set<Long> seen = new HashSet<>();
        long[] places = new long[16];
        long at = big ? input.signedLong(8) : input.unsignedInt(4);
        while (at != 0) {
            if (!seen.add(at)) {
                throw new FormatException("is damaged: its list of pages leads back to itself");
            }
            int page = seen.size() - 1;
            places = page < places.length ? places : Arrays.copyOf(places, 2 * page);
            places[page] = at;
            Directory directory = new Directory(input, at, big);
            ChunkLayout.of(directory, input); // throws where a page's pixels are not all there
            at = directory.next();
        }
        if (seen.isEmpty()) {
            throw FormatException.truncated();
        }
        return Arrays.copyOf(places, seen.size());
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Optional<String> description() {
        return description;
    }

    @Override
    public Optional<Resolution> resolution() throws IOException {
        try {
            Directory first = new Directory(input, directories[0], big);
            double across = first.fraction(Tags.X_RESOLUTION);
            double down = first.fraction(Tags.Y_RESOLUTION);
            Resolution.Per per =
                    switch ((int) first.number(Tags.RESOLUTION_UNIT, INCH)) {
                        case INCH -> Resolution.Per.INCH;
                        case CENTIMETRE -> Resolution.Per.CENTIMETRE;
                        default -> Resolution.Per.UNKNOWN;
                    };
            return across > 0 && down > 0 ? Optional.of(new Resolution(across, down, per)) : Optional.empty();
        } catch (FormatException e) {
            return Optional.empty(); // the pixels are there without it
        }
    }

    @Override
    public List<String> labels() throws IOException {
        if (!isImageJs()) {
            return List.of();
        }
        try {
            return ImageJData.labels(new Directory(input, directories[0], big), input.order());
        } catch (FormatException e) {
            return List.of(); // the pixels are there without them
        }
    }

    @Override
    public Form form(int page) throws IOException {
        ChunkLayout layout = layout(page);
        boolean swaps = layout.orientation().swapsSides();
        int width = swaps ? layout.height() : layout.width();
        int height = swaps ? layout.width() : layout.height();
        if (layout.meaning().palette().isPresent() && !isImageJs()) {
            boolean color = !layout.meaning().palette().get().isGrey();
            return Form.of(width, height, color, SampleType.UINT8);
        }
        return new Form(
                width,
                height,
                layout.meaning().isColor() ? 3 : layout.meaning().kept(),
                layout.meaning().isColor(),
                layout.coding().type());
    }

    @Override
    public Picture read(int page) throws IOException {
        ChunkLayout layout = layout(page);
        return picture(layout, PageReader.ofPage(input, layout, jpeg).read());
    }

    @Override
    public boolean hasRows(int page) throws IOException {
        return RowWindow.isOf(layout(page));
    }

    @Override
    public Picture readRows(int page, int top, int rows) throws IOException {
        ChunkLayout layout = layout(page);
        return picture(layout, RowWindow.of(layout, top, rows).read(input, jpeg));
    }

    private Picture picture(ChunkLayout layout, Samples samples) {
        Meaning meaning = layout.meaning();
        return new Picture(
                meaning.hasInks() ? Inks.toRgb(samples) : samples,
                meaning.isColor(),
                meaning.palette(),
                isImageJs(),
                meaning.whiteIsZero(),
                layout.orientation());
    }

    private ChunkLayout layout(int page) throws IOException {
        if (directories.length == count) {
            return ChunkLayout.of(new Directory(input, directories[page], big), input);
        }
        ChunkLayout first = ChunkLayout.of(new Directory(input, directories[0], big), input);
        return first.moved(page * first.planeBytes());
    }

    private boolean isImageJs() {
        return description.isPresent() && description.get().startsWith(IMAGEJ);
    }

    /** The number of pages; looks whether all are there where ImageJ has written only the first one's directory. */
    private int behindOneAnother() throws IOException {
        Matcher said = PAGES.matcher(description.orElse(""));
        int pages = isImageJs() && said.find() ? Integer.parseInt(said.group(1)) : 1;
        if (directories.length > 1 || pages < 2) {
            return directories.length;
        }
        ChunkLayout first = ChunkLayout.of(new Directory(input, directories[0], big), input);
        if (first.compression() != Compression.NONE) {
            return 1;
        }
        if (!first.isPlain() || first.offsets()[0] + pages * first.planeBytes() > input.size()) {
            throw new FormatException(
                    "is truncated: it says that it has " + pages + " pages, of which not all are there");
        }
        return pages;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
