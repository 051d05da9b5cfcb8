package io.fovea.image;

import io.fovea.image.sample.OmeText;
import io.fovea.image.sample.Units;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads from the OME-XML in a TIFF file which page is a picture of what (OME model 2016-06, and its forerunners). */
final class OmeXml {
    private final XMLStreamReader xml;
    private final List<OmePixels> images = new ArrayList<>();
    private Optional<PixelSize> size = Optional.empty();
    private StackScale scale = StackScale.UNKNOWN;
    private Optional<String> origin = Optional.empty();
    private String file = "";
    private boolean isNote;

    private OmeXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * The planes of the pages.
     *
     * @param samples values of a pixel in the file, for texts that do not say it
     * @return empty if the text is not OME-XML, or does not give every page a plane of its own
     */
    static Optional<List<Plane>> planes(String text, int pages, int samples) {
        List<OmePixels> images;
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            images = new OmeXml(xml).read();
        } catch (XMLStreamException | NumberFormatException e) {
            return Optional.empty();
        }
        Plane[] planes = new Plane[pages];
        for (int i = 0; i < images.size(); i++) {
            int free = (int) Arrays.stream(planes).filter(Objects::nonNull).count();
            if (!images.get(i).assign(i + 1, samples, free, planes)) {
                return Optional.empty();
            }
        }
        Set<Plane> different = new HashSet<>(Arrays.asList(planes));
        return different.size() < pages || different.contains(null) ? Optional.empty() : Optional.of(List.of(planes));
    }

    /** The names of the channels of the first image; empty where they are not all named. */
    static List<String> channelNames(String text) {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            List<OmePixels> images = new OmeXml(xml).read();
            return images.isEmpty() ? List.of() : images.get(0).names();
        } catch (XMLStreamException | NumberFormatException e) {
            return List.of();
        }
    }

    /** How large the pixels of the first image are. */
    static Optional<PixelSize> pixelSize(String text) {
        try {
            OmeXml file = new OmeXml(factory().createXMLStreamReader(new StringReader(text)));
            file.read();
            return file.size;
        } catch (XMLStreamException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** How far slices and frames of the first image lie apart. */
    static StackScale stackScale(String text) {
        try {
            OmeXml file = new OmeXml(factory().createXMLStreamReader(new StringReader(text)));
            file.read();
            return file.scale;
        } catch (XMLStreamException | NumberFormatException e) {
            return StackScale.UNKNOWN;
        }
    }

    /** What a file of Fovea's was made from. */
    static Optional<String> origin(String text) {
        try {
            OmeXml file = new OmeXml(factory().createXMLStreamReader(new StringReader(text)));
            file.read();
            return file.origin;
        } catch (XMLStreamException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Where only one side is said, or in units of different names, pixels are as high as wide, or counted in the first's. */
    private Optional<PixelSize> size() {
        try {
            double width = Double.parseDouble(text("PhysicalSizeX", text("PhysicalSizeY", "")));
            double height = Double.parseDouble(text("PhysicalSizeY", text("PhysicalSizeX", "")));
            String unit = text(
                    "PhysicalSizeXUnit",
                    text("PhysicalSizeX", "").isEmpty()
                            ? text("PhysicalSizeYUnit", Units.MICROMETRE)
                            : Units.MICROMETRE);
            boolean isOneUnit = text("PhysicalSizeY", "").isEmpty()
                    || text("PhysicalSizeX", "").isEmpty();
            String other = isOneUnit ? unit : text("PhysicalSizeYUnit", Units.MICROMETRE);
            // A unit that is said of one side alone is more likely forgotten than another.
            boolean areBoth = !text("PhysicalSizeXUnit", "").isEmpty()
                    && !text("PhysicalSizeYUnit", "").isEmpty();
            OptionalDouble times = areBoth || other.equals(unit) ? Units.ratio(other, unit) : OptionalDouble.empty();
            return times.isPresent() ? PixelSizes.known(width, height * times.getAsDouble(), unit) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private StackScale scale() {
        try {
            OptionalDouble times = size.map(
                            known -> Units.ratio(text("PhysicalSizeZUnit", Units.MICROMETRE), known.unit()))
                    .orElse(OptionalDouble.empty());
            return new StackScale(
                    times.orElse(0) * Double.parseDouble(text("PhysicalSizeZ", "0")),
                    Units.seconds(text("TimeIncrementUnit", "s")) * Double.parseDouble(text("TimeIncrement", "0")));
        } catch (NumberFormatException e) {
            return StackScale.UNKNOWN;
        }
    }

    /** Java's own parser, which here fetches nothing and knows no entities but XML's own. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private List<OmePixels> read() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                begin(xml.getLocalName());
            }
        }
        return images;
    }

    private void begin(String element) throws XMLStreamException {
        if (element.equals("OME")) {
            file = text("UUID", "");
        } else if (element.equals("CommentAnnotation")) {
            isNote = text("Namespace", "").equals(OmeText.NAMESPACE);
        } else if (element.equals("Value") && isNote) {
            origin = Optional.of(xml.getElementText());
            isNote = false;
        } else if (element.equals("Pixels")) {
            size = images.isEmpty() ? size() : size;
            scale = images.isEmpty() ? scale() : scale;
            images.add(new OmePixels(
                    text("DimensionOrder", "XYZCT"), number("SizeC", 1), number("SizeZ", 1), number("SizeT", 1)));
        } else if (!images.isEmpty()) {
            within(images.get(images.size() - 1), element);
        }
    }

    private void within(OmePixels image, String element) throws XMLStreamException {
        switch (element) {
            case "Channel" -> {
                image.setSamples(number("SamplesPerPixel", 0));
                image.addName(text("Name", ""));
            }
            case "TiffData" ->
                image.add(new OmePixels.Run(
                        number("IFD", 0),
                        number("FirstC", 0),
                        number("FirstZ", 0),
                        number("FirstT", 0),
                        number("PlaneCount", number("NumPlanes", -1)),
                        true));
            case "UUID" -> {
                if (!file.isEmpty() && !xml.getElementText().strip().equals(file)) {
                    image.moveLastElsewhere();
                }
            }
            default -> {
                // Acquisition, instruments, regions: nothing about pages.
            }
        }
    }

    private String text(String attribute, String otherwise) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? otherwise : value.strip();
    }

    private int number(String attribute, int otherwise) {
        String value = text(attribute, "");
        return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }
}
