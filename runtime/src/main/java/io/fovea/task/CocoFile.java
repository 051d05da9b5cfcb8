package io.fovea.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fovea.model.Card;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Detections in COCO's form (Lin et al. 2014): images, categories and annotations; a category's ID is the class's number. */
final class CocoFile implements FolderFile {
    private static final String DESCRIPTION = "Objects found by Fovea";
    private static final double DECIMALS = 1e4;

    private final Card card;

    CocoFile(Card card) {
        this.card = card;
    }

    @Override
    public String name() {
        return "coco.json";
    }

    @Override
    public String beginning() {
        return "{\"info\":{\"description\":\"" + DESCRIPTION;
    }

    @Override
    public String text(List<Entry> images) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("info");
            json.writeStringField("description", DESCRIPTION + " with " + card.name());
            json.writeEndObject();
            json.writeArrayFieldStart("images");
            for (int i = 0; i < images.size(); i++) {
                image(json, i + 1, images.get(i));
            }
            json.writeEndArray();
            categories(json, annotations(json, images));
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Numbers and names can always be written", e);
        }
        return text.toString();
    }

    private static void image(JsonGenerator json, int id, Entry image) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeStringField("file_name", image.image());
        json.writeNumberField("width", image.width());
        json.writeNumberField("height", image.height());
        json.writeEndObject();
    }

    /** Writes all objects; gives the classes that there are. */
    private SortedSet<Integer> annotations(JsonGenerator json, List<Entry> images) throws IOException {
        SortedSet<Integer> classes = new TreeSet<>();
        for (int i = 0; i < card.labels().size(); i++) {
            classes.add(i);
        }
        json.writeArrayFieldStart("annotations");
        int id = 0;
        for (int i = 0; i < images.size(); i++) {
            for (List<Object> row : images.get(i).findings().rows()) {
                int index = (int) number(row, "class");
                classes.add(index);
                annotation(json, ++id, i + 1, index, row);
            }
        }
        json.writeEndArray();
        return classes;
    }

    private static void annotation(JsonGenerator json, int id, int image, int index, List<Object> row)
            throws IOException {
        double width = number(row, "width");
        double height = number(row, "height");
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", index);
        json.writeArrayFieldStart("bbox");
        for (double side : new double[] {number(row, "x"), number(row, "y"), width, height}) {
            json.writeNumber(rounded(side));
        }
        json.writeEndArray();
        json.writeNumberField("area", rounded(width * height));
        json.writeNumberField("iscrowd", 0);
        json.writeNumberField("score", rounded(number(row, "score")));
        json.writeEndObject();
    }

    private void categories(JsonGenerator json, SortedSet<Integer> classes) throws IOException {
        json.writeArrayFieldStart("categories");
        for (int index : classes) {
            json.writeStartObject();
            json.writeNumberField("id", index);
            json.writeStringField("name", card.label(index));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double number(List<Object> row, String column) {
        return ((Number) row.get(DetectJob.COLUMNS.indexOf(column))).doubleValue();
    }

    private static double rounded(double value) {
        return Math.rint(value * DECIMALS) / DECIMALS;
    }
}
