package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.OmeText;
import io.fovea.image.sample.SampleType;
import io.fovea.image.zarr.OwnLabels;
import io.fovea.image.zarr.ZarrVersion;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes results in the formats of the Open Microscopy Environment: OME-TIFF and OME-Zarr, with axes and the size of pixels. */
public final class OmeFiles {
    private static final String LABELS = "labels";

    /** Units by what OME calls them. */
    private static final Map<String, String> UNITS = Map.of(
            "\u00b5m", "\u00b5m", "nm", "nm", "mm", "mm", "cm", "cm", "m", "m", "inch", "in", "\u00c5", "\u00c5");

    private OmeFiles() {}

    /**
     * Writes labels as OME-TIFF: whole numbers of 16 bits where that suffices, of 32 beyond.
     *
     * @param least bits of a value
     * @param size of a pixel, where it is known
     * @param out left open
     * @throws IOException if {@code out} takes no more
     */
    public static void writeLabels(
            PackedImage labels, int least, Optional<PixelSize> size, OutputStream out, String origin)
            throws IOException {
        int bits = labels.bits(least);
        SampleType type = bits == 8 ? SampleType.UINT8 : bits == 16 ? SampleType.UINT16 : SampleType.UINT32;
        labels.writeWhole(out, bits, text(labels.width(), labels.height(), List.of(LABELS), type, size, origin), size);
    }

    /**
     * The probabilities of classes as OME-TIFF, a channel for each class.
     *
     * @param maps a plane for each class
     */
    public static void writeProbabilities(
            FloatPlanes maps, List<String> classes, Optional<PixelSize> size, OutputStream out, String origin)
            throws IOException {
        String text = text(maps.width(), maps.height(), classes, SampleType.FLOAT32, size, origin);
        new TiffStack(maps, text).writeTo(out);
    }

    private static String text(
            int width, int height, List<String> channels, SampleType type, Optional<PixelSize> size, String origin) {
        String unit = size.map(PixelSize::unit).map(UNITS::get).orElse("");
        OmeText.Pixels pixels = new OmeText.Pixels(
                width,
                height,
                channels.size(),
                1,
                1,
                type,
                channels,
                size.map(PixelSize::width).orElse(0.),
                size.map(PixelSize::height).orElse(0.),
                unit);
        return new OmeText(List.of(pixels), Optional.of(origin)).xml();
    }

    /**
     * Fills a folder with labels as OME-Zarr: an image with smaller copies, and the labels' colours.
     *
     * @param folder that is there, and empty
     */
    public static void writeLabels(
            PackedImage labels, int least, Optional<PixelSize> size, ZarrVersion version, Path folder, String origin)
            throws IOException {
        writer(version, size, origin).labels(folder, zarrLabels(labels, least), Optional.empty());
    }

    /** Fills a folder with the probabilities of classes as OME-Zarr, a channel for each. */
    public static void writeProbabilities(
            FloatPlanes maps,
            List<String> classes,
            Optional<PixelSize> size,
            ZarrVersion version,
            Path folder,
            String origin)
            throws IOException {
        writer(version, size, origin).probabilities(folder, maps.width(), maps.height(), classes, maps::eachRow);
    }

    /**
     * Adds labels of a plane to those of an image in OME-Zarr, in its own folder.
     *
     * @param image its folder
     * @param name of the labels
     * @param slice of the plane, from 1
     * @param frame of the plane, from 1
     * @throws FoveaException if the image can have none, or has others by that name
     */
    public static void addLabels(PackedImage labels, Path image, String name, int slice, int frame, String origin)
            throws IOException {
        try {
            OwnLabels.add(image, name, slice, frame, zarrLabels(labels, 32), origin);
        } catch (FormatException e) {
            throw new FoveaException("'" + image + "' " + e.getMessage() + ".", e);
        }
    }

    private static ZarrWriter.Labels zarrLabels(PackedImage labels, int least) {
        return new ZarrWriter.Labels(
                labels.width(), labels.height(), labels.bits(least), labels.largest(), labels::eachRow, Lut::color);
    }

    private static ZarrWriter writer(ZarrVersion version, Optional<PixelSize> size, String origin) {
        return new ZarrWriter(
                version,
                size.map(PixelSize::width).orElse(1.),
                size.map(PixelSize::height).orElse(1.),
                size.map(PixelSize::unit).orElse(""),
                origin);
    }
}
