package io.fovea.image;

import io.fovea.FoveaException;
import io.fovea.image.sample.FormatException;
import io.fovea.image.sample.OmeText;
import io.fovea.image.sample.SampleType;
import io.fovea.image.zarr.OwnLabels;
import io.fovea.image.zarr.ZarrScale;
import io.fovea.image.zarr.ZarrVersion;
import io.fovea.image.zarr.ZarrWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
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
        SampleType type = type(bits);
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

    /**
     * Writes the labels of a stack as OME-TIFF, a page for each plane.
     *
     * @param out left open
     * @throws IOException if {@code out} takes no more
     */
    public static void writeStack(LabelStack stack, OutputStream out, String origin) throws IOException {
        int bits = stack.bits();
        OmeText.Pixels pixels = new OmeText.Pixels(
                stack.width(),
                stack.height(),
                1,
                stack.slices(),
                stack.frames(),
                type(bits),
                List.of(LABELS),
                stack.size().map(PixelSize::width).orElse(0.),
                stack.size().map(PixelSize::height).orElse(0.),
                stack.scale().depth(),
                unit(stack.size()),
                stack.scale().interval());
        String text = new OmeText(List.of(pixels), Optional.of(origin)).xml();
        new TiffLabels(stack, bits, text).writeTo(out);
    }

    /** Fills a folder with the labels of a stack as OME-Zarr, with its axes, smaller copies and colours. */
    public static void writeStack(LabelStack stack, ZarrVersion version, Path folder, String origin)
            throws IOException {
        List<ZarrWriter.Plane> planes = new ArrayList<>();
        for (int i = 0; i < stack.planes().size(); i++) {
            int plane = i;
            planes.add(new ZarrWriter.Plane(stack.place(plane), sink -> stack.eachRow(plane, sink)));
        }
        writer(version, stack.size(), stack.scale(), origin)
                .labels(folder, stack.axes(), stack.shape(), stack.bits(), planes, Lut::color);
    }

    private static SampleType type(int bits) {
        return bits == 8 ? SampleType.UINT8 : bits == 16 ? SampleType.UINT16 : SampleType.UINT32;
    }

    private static String unit(Optional<PixelSize> size) {
        return size.map(PixelSize::unit).map(UNITS::get).orElse("");
    }

    private static String text(
            int width, int height, List<String> channels, SampleType type, Optional<PixelSize> size, String origin) {
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
                0,
                unit(size),
                0);
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
        writer(version, size, StackScale.UNKNOWN, origin).labels(folder, zarrLabels(labels, least), Optional.empty());
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
        writer(version, size, StackScale.UNKNOWN, origin)
                .probabilities(folder, maps.width(), maps.height(), classes, maps::eachRow);
    }

    /**
     * Adds labels of a plane to those of an image in OME-Zarr, in its own folder.
     *
     * @param image its folder
     * @param name of the labels
     * @param slice of the plane, from 1
     * @param frame of the plane, from 1
     * @param work by what planes of one and the same work are known again; those of another one are replaced
     * @throws FoveaException if the image can have none, or has others by that name
     */
    public static void addLabels(
            PackedImage labels, Path image, String name, int slice, int frame, String origin, String work)
            throws IOException {
        try {
            OwnLabels.add(image, name, slice, frame, zarrLabels(labels, 32), origin, work);
        } catch (FormatException e) {
            throw new FoveaException("'" + image + "' " + e.getMessage() + ".", e);
        }
    }

    private static ZarrWriter.Labels zarrLabels(PackedImage labels, int least) {
        return new ZarrWriter.Labels(
                labels.width(), labels.height(), labels.bits(least), labels.largest(), labels::eachRow, Lut::color);
    }

    private static ZarrWriter writer(ZarrVersion version, Optional<PixelSize> size, StackScale scale, String origin) {
        ZarrScale steps = new ZarrScale(
                size.map(PixelSize::width).orElse(0.),
                size.map(PixelSize::height).orElse(0.),
                scale.depth(),
                size.map(PixelSize::unit).orElse(""),
                scale.interval());
        return new ZarrWriter(version, steps, origin, "");
    }
}
