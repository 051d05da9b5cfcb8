package io.fovea.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.model.Card;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        List<Object> pictures = new ArrayList<>();
        List<Object> annotations = new ArrayList<>();
        Map<Integer, String> classes = new TreeMap<>();
        for (int i = 0; i < card.labels().size(); i++) {
            classes.put(i, card.label(i));
        }
        for (Entry image : images) {
            int number = pictures.size() + 1;
            pictures.add(ordered(
                    "id", number, "file_name", image.image(), "width", image.width(), "height", image.height()));
            for (List<Object> row : image.findings().rows()) {
                int index = (int) number(row, "class");
                classes.put(index, card.label(index));
                annotations.add(annotation(annotations.size() + 1, number, index, row));
            }
        }
        List<Object> categories = new ArrayList<>();
        classes.forEach((index, label) -> categories.add(ordered("id", index, "name", label)));
        try {
            return JsonMapper.builder()
                    .build()
                    .writeValueAsString(ordered(
                            "info",
                            ordered("description", DESCRIPTION + " with " + card.name()),
                            "images",
                            pictures,
                            "annotations",
                            annotations,
                            "categories",
                            categories));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and names can always be written", e);
        }
    }

    private static Object annotation(int id, int image, int index, List<Object> row) {
        double width = number(row, "width");
        double height = number(row, "height");
        return ordered(
                "id",
                id,
                "image_id",
                image,
                "category_id",
                index,
                "bbox",
                List.of(rounded(number(row, "x")), rounded(number(row, "y")), rounded(width), rounded(height)),
                "area",
                rounded(width * height),
                "iscrowd",
                0,
                "score",
                rounded(number(row, "score")));
    }

    private static double number(List<Object> row, String column) {
        return ((Number) row.get(DetectJob.COLUMNS.indexOf(column))).doubleValue();
    }

    private static double rounded(double value) {
        return Math.rint(value * DECIMALS) / DECIMALS;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
