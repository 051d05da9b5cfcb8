package io.fovea.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fovea.image.Origin;
import io.fovea.task.ObjectRings.Corner;
import io.fovea.task.ObjectRings.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects as GeoJSON (RFC 7946) with the properties that QuPath reads: detections with a class and measurements, their
 * coordinates in pixels of the image.
 */
final class GeoJson implements ImageDocument {
    private static final int BYTE = 0xff;

    private final List<Feature> features = new ArrayList<>();

    /**
     * An object.
     *
     * @param classification the name of its class
     * @param color of the class, {@code 0xRRGGBB}
     */
    record Feature(String name, String classification, int color, List<Part> parts, Map<String, Number> values) {
        /** Copies list and map, in its order. */
        Feature {
            parts = List.copyOf(parts);
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Adds an object of at least one part. */
    void add(Feature feature) {
        features.add(feature);
    }

    @Override
    public void writeTo(OutputStream out, String origin) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            // QuPath and others pass over members that they do not know.
            json.writeStringField(Origin.KEY, origin);
            json.writeArrayFieldStart("features");
            for (Feature feature : features) {
                write(json, feature);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Feature feature) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("geometry");
        boolean one = feature.parts().size() == 1;
        json.writeStringField("type", one ? "Polygon" : "MultiPolygon");
        json.writeFieldName("coordinates");
        if (one) {
            polygon(json, feature.parts().get(0));
        } else {
            json.writeStartArray();
            for (Part part : feature.parts()) {
                polygon(json, part);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("objectType", "detection");
        json.writeStringField("name", feature.name());
        classification(json, feature);
        json.writeObjectFieldStart("measurements");
        for (Map.Entry<String, Number> value : feature.values().entrySet()) {
            if (Double.isFinite(value.getValue().doubleValue())) {
                json.writeFieldName(value.getKey());
                json.writeNumber(value.getValue().toString());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void classification(JsonGenerator json, Feature feature) throws IOException {
        json.writeObjectFieldStart("classification");
        json.writeStringField("name", feature.classification());
        json.writeArrayFieldStart("color");
        json.writeNumber(feature.color() >> 16 & BYTE);
        json.writeNumber(feature.color() >> 8 & BYTE);
        json.writeNumber(feature.color() & BYTE);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void polygon(JsonGenerator json, Part part) throws IOException {
        json.writeStartArray();
        ring(json, part.outer());
        for (List<Corner> hole : part.holes()) {
            ring(json, hole);
        }
        json.writeEndArray();
    }

    /** The first corner is the last one, too. */
    private static void ring(JsonGenerator json, List<Corner> corners) throws IOException {
        json.writeStartArray();
        for (int i = 0; i <= corners.size(); i++) {
            Corner corner = corners.get(i % corners.size());
            json.writeStartArray();
            json.writeNumber(corner.x());
            json.writeNumber(corner.y());
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
