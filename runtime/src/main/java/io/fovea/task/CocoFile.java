package io.fovea.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fovea.model.Card;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Objects in COCO's form (Lin et al. 2014): images, categories and annotations, with the pixels of objects where they are known; a
 * category's ID is the class's number.
 */
final class CocoFile implements FolderFile {
    private static final String FOUND = "Objects found by Fovea";
    private static final String OUTLINED = "Objects outlined by Fovea";
    private static final double DECIMALS = 1e4;

    private final String model;
    private final SortedMap<Integer, String> categories;
    private final String description;
    private final boolean isWanted;

    private CocoFile(String model, SortedMap<Integer, String> categories, String description, boolean isWanted) {
        this.model = model;
        this.categories = categories;
        this.description = description;
        this.isWanted = isWanted;
    }

    /** That of a detector: all its classes. */
    static CocoFile ofBoxes(Card card) {
        SortedMap<Integer, String> categories = new TreeMap<>();
        for (int i = 0; i < card.labels().size(); i++) {
            categories.put(i, card.label(i));
        }
        return new CocoFile(card.name(), categories, FOUND, true);
    }

    /** That of a model that says of pixels what they show: all its classes but background, which is class 0. */
    static CocoFile ofPixels(Card card, boolean isWanted) {
        List<String> names = PixelClasses.of(card);
        SortedMap<Integer, String> categories = new TreeMap<>();
        for (int i = 1; i < names.size(); i++) {
            categories.put(i, names.get(i));
        }
        return new CocoFile(card.name(), categories, OUTLINED, isWanted);
    }

    @Override
    public String name() {
        return "coco.json";
    }

    @Override
    public String beginning() {
        return "{\"info\":{\"description\":\"" + description;
    }

    @Override
    public boolean isWanted() {
        return isWanted;
    }

    @Override
    public String text(List<Entry> images) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("info");
            json.writeStringField("description", description + " with " + model);
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
    private SortedMap<Integer, String> annotations(JsonGenerator json, List<Entry> images) throws IOException {
        SortedMap<Integer, String> classes = new TreeMap<>(categories);
        json.writeArrayFieldStart("annotations");
        int id = 0;
        for (int i = 0; i < images.size(); i++) {
            Entry image = images.get(i);
            for (Annotation object : objects(image)) {
                classes.put(object.category, object.label);
                annotation(json, ++id, i + 1, object, image);
            }
        }
        json.writeEndArray();
        return classes;
    }

    /** An object as the file has it. */
    private record Annotation(
            int category, String label, double[] box, double area, double score, Optional<String> runs) {}

    /** The objects of an image: with their pixels, or those that the rows of its table are about. */
    private static List<Annotation> objects(Entry image) {
        if (!image.findings().masks().isEmpty()) {
            return image.findings().masks().stream()
                    .map(mask -> new Annotation(
                            mask.category(),
                            mask.label(),
                            new double[] {mask.x(), mask.y(), mask.width(), mask.height()},
                            mask.area(),
                            mask.score(),
                            Optional.of(mask.runs())))
                    .toList();
        }
        if (!image.findings().columns().containsAll(DetectJob.COLUMNS)) {
            return List.of(); // the table is of images, and this one has no objects
        }
        return image.findings().rows().stream()
                .map(row -> new Annotation(
                        (int) number(row, "class"),
                        (String) row.get(DetectJob.COLUMNS.indexOf("label")),
                        new double[] {number(row, "x"), number(row, "y"), number(row, "width"), number(row, "height")},
                        number(row, "width") * number(row, "height"),
                        number(row, "score"),
                        Optional.empty()))
                .toList();
    }

    private static void annotation(JsonGenerator json, int id, int number, Annotation object, Entry image)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("image_id", number);
        json.writeNumberField("category_id", object.category);
        if (object.runs.isPresent()) {
            json.writeObjectFieldStart("segmentation");
            json.writeArrayFieldStart("size");
            json.writeNumber(image.height());
            json.writeNumber(image.width());
            json.writeEndArray();
            json.writeStringField("counts", object.runs.get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("bbox");
        for (double side : object.box) {
            json.writeNumber(rounded(side));
        }
        json.writeEndArray();
        json.writeNumberField("area", rounded(object.area));
        json.writeNumberField("iscrowd", 0);
        json.writeNumberField("score", rounded(object.score));
        json.writeEndObject();
    }

    private static void categories(JsonGenerator json, SortedMap<Integer, String> classes) throws IOException {
        json.writeArrayFieldStart("categories");
        for (Map.Entry<Integer, String> category : classes.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("id", category.getKey());
            json.writeStringField("name", category.getValue());
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
