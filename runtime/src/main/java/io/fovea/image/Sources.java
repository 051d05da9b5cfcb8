package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.image.sample.PageSource;
import io.fovea.image.tiff.TiffFile;
import io.fovea.image.zarr.ZarrFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens image files by what they begin with. */
final class Sources {
    private Sources() {}

    static PageSource open(Path file) throws IOException {
        if (ZarrFile.isImage(file) || ZarrFile.isPlate(file)) {
            return ZarrFile.open(file);
        }
        if (Files.isDirectory(file)) {
            throw new FoveaException("Cannot read '" + file + "': it is a folder.");
        }
        SeekableByteChannel channel;
        try {
            channel = Files.newByteChannel(file);
        } catch (NoSuchFileException e) {
            throw new FoveaException("There is no file '" + file + "'.", e);
        }
        boolean keptOpen = false;
        try {
            if (channel.size() == 0) {
                throw new FoveaException("'" + file + "' is empty (0 bytes).");
            }
            ByteBuffer head = ByteBuffer.allocate(Format.HEAD);
            fill(channel, head);
            Format format = Format.of(head.array(), head.position());
            if (format == Format.TIFF) {
                PageSource tiff = TiffFile.open(channel, JpegPage::part);
                keptOpen = true;
                return tiff;
            }
            return open(format, whole(file, channel));
        } finally {
            if (!keptOpen) {
                channel.close();
            }
        }
    }

    private static PageSource open(Format format, byte[] bytes) throws IOException {
        return switch (format) {
            case PNG -> PngPage.open(bytes);
            case JPEG -> JpegPage.open(bytes);
            case BMP -> BmpPage.open(bytes);
            case GIF -> GifPage.open(bytes);
            case WEBP -> WebpPage.open(bytes);
            case TIFF -> throw new IllegalArgumentException("TIFF is not read whole");
        };
    }

    private static byte[] whole(Path file, SeekableByteChannel channel) throws IOException {
        if (channel.size() > Integer.MAX_VALUE - 8) {
            throw new FoveaException(
                    "'" + file + "' is larger than the 2 GB that are read of its format; save it as TIFF.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        channel.position(0);
        fill(channel, bytes);
        return bytes.array();
    }

    private static void fill(SeekableByteChannel channel, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                return;
            }
        }
    }
}
