package io.fovea.image.sample;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said of images in OME-XML (OME model 2016-06), in ASCII.
 *
 * @param images one behind the other in the pages of a file
 * @param origin what they were made from, noted as Fovea does
 */
public record OmeText(List<Pixels> images, Optional<String> origin) {
    /** What Fovea's notes are called in OME-XML. */
    public static final String NAMESPACE = "fovea";

    private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

    /** Copies the list. */
    public OmeText {
        images = List.copyOf(images);
    }

    /**
     * The size of an image and what is known of it.
     *
     * @param channelNames as many as channels, or none
     * @param pixelWidth in {@code unit}; 0 where it is not known
     * @param pixelHeight in {@code unit}; 0 where it is not known
     * @param depth from slice to slice, in {@code unit}; 0 where it is not known
     * @param unit one of OME's, such as {@code µm}
     * @param interval from frame to frame, in seconds; 0 where it is not known
     */
    public record Pixels(
            int width,
            int height,
            int channels,
            int slices,
            int frames,
            SampleType type,
            List<String> channelNames,
            double pixelWidth,
            double pixelHeight,
            double depth,
            String unit,
            double interval) {
        /** Copies the list. */
        public Pixels {
            channelNames = List.copyOf(channelNames);
        }

        private int pages() {
            return channels * slices * frames;
        }

        private String typeName() {
            return switch (type) {
                case FLOAT32 -> "float";
                case FLOAT64 -> "double";
                // OME has no whole numbers of 64 bits.
                case UINT64, INT64 -> "double";
                default -> type.name().toLowerCase(Locale.ROOT);
            };
        }
    }

    /** The text; channels move fastest, then slices, then frames. */
    public String xml() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OME xmlns=\"")
                .append(SCHEMA)
                .append("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"")
                .append(SCHEMA + ' ' + SCHEMA)
                .append("/ome.xsd\" Creator=\"Fovea\">\n");
        int page = 0;
        for (int i = 0; i < images.size(); i++) {
            image(xml, images.get(i), i, page);
            page += images.get(i).pages();
        }
        origin.ifPresent(from -> xml.append("<StructuredAnnotations><CommentAnnotation ID=\"Annotation:0\" Namespace=\""
                        + NAMESPACE + "\"><Value>")
                .append(escaped(from))
                .append("</Value></CommentAnnotation></StructuredAnnotations>\n"));
        return xml.append("</OME>\n").toString();
    }

    private static void image(StringBuilder xml, Pixels image, int number, int page) {
        xml.append(String.format(
                Locale.ROOT,
                "<Image ID=\"Image:%d\"><Pixels ID=\"Pixels:%d\" DimensionOrder=\"XYCZT\" Type=\"%s\" SizeX=\"%d\""
                        + " SizeY=\"%d\" SizeC=\"%d\" SizeZ=\"%d\" SizeT=\"%d\"",
                number,
                number,
                image.typeName(),
                image.width(),
                image.height(),
                image.channels(),
                image.slices(),
                image.frames()));
        if (image.pixelWidth() > 0 && image.pixelHeight() > 0 && !image.unit().isEmpty()) {
            String unit = escaped(image.unit());
            xml.append(" PhysicalSizeX=\"" + image.pixelWidth() + "\" PhysicalSizeXUnit=\"" + unit
                    + "\" PhysicalSizeY=\"" + image.pixelHeight() + "\" PhysicalSizeYUnit=\"" + unit + '"');
            if (image.depth() > 0) {
                xml.append(" PhysicalSizeZ=\"" + image.depth() + "\" PhysicalSizeZUnit=\"" + unit + '"');
            }
        }
        if (image.interval() > 0) {
            xml.append(" TimeIncrement=\"" + image.interval() + "\" TimeIncrementUnit=\"s\"");
        }
        xml.append(">\n");
        for (int c = 0; c < image.channels(); c++) {
            String name = image.channelNames().isEmpty()
                    ? ""
                    : " Name=\"" + escaped(image.channelNames().get(c)) + '"';
            xml.append(String.format(Locale.ROOT, "<Channel ID=\"Channel:%d:%d\" SamplesPerPixel=\"1\"", number, c))
                    .append(name)
                    .append("/>");
        }
        xml.append(String.format(
                Locale.ROOT, "<TiffData IFD=\"%d\" PlaneCount=\"%d\"/></Pixels></Image>\n", page, image.pages()));
    }

    /** For a value or an attribute; what is no ASCII by its number. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= ' ' && c < 127 && "&<>\"".indexOf(c) < 0) {
                escaped.appendCodePoint(c);
            } else if (c >= ' ' && c != 127 && Character.isDefined(c) && !(c >= 0xd800 && c < 0xe000)) {
                escaped.append("&#").append(c).append(';');
            }
        });
        return escaped.toString();
    }
}
