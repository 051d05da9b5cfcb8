package io.fovea.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Images with COCO's description of what is where: its categories are the classes of the same name. */
record CocoBoxes(Path file, JsonNode root) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a JSON file says, if it describes images and the boxes in them. */
    static Optional<CocoBoxes> in(Path file) {
        try {
            return Optional.of(new CocoBoxes(file, JSON.readTree(file.toFile())))
                    .filter(CocoBoxes::isDescription);
        } catch (IOException e) {
            return Optional.empty(); // a file of anything else
        }
    }

    /** What a JSON file says that has to be such a description. */
    static CocoBoxes of(Path file) {
        CocoBoxes boxes;
        try {
            boxes = new CocoBoxes(file, JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new FoveaException(
                    "The boxes in '" + file + "' cannot be read: " + UnreadableFile.reason(e) + ".", e);
        }
        if (!boxes.isDescription()) {
            throw new FoveaException("'" + file + "' is not COCO's: it lacks 'images' or 'annotations'.");
        }
        return boxes;
    }

    private boolean isDescription() {
        return root.path("images").isArray() && root.path("annotations").isArray();
    }

    Dataset dataset(List<String> labels) {
        Map<Long, Integer> classes = classes(root, file, labels);
        Map<Long, List<TrueBox>> boxes = new HashMap<>();
        for (JsonNode annotation : root.path("annotations")) {
            boxes.computeIfAbsent(annotation.path("image_id").asLong(), id -> new ArrayList<>())
                    .add(box(annotation, file, classes));
        }
        List<JsonNode> images = new ArrayList<>();
        root.path("images").forEach(images::add);
        List<Path> files = images.stream()
                .map(image -> place(file, image.path("file_name").asText()))
                .toList();
        return Dataset.of(
                images.size(),
                files,
                index -> new Example(
                        ImageFiles.name(files.get(index)),
                        ImageFiles.read(files.get(index)),
                        new Target.Boxes(
                                boxes.getOrDefault(images.get(index).path("id").asLong(), List.of()))));
    }

    /** The class of each category that is used, by its ID. */
    private static Map<Long, Integer> classes(JsonNode root, Path file, List<String> labels) {
        Map<Long, String> names = new LinkedHashMap<>();
        root.path("categories")
                .forEach(category -> names.put(
                        category.path("id").asLong(), category.path("name").asText()));
        Map<Long, Integer> classes = new HashMap<>();
        for (JsonNode annotation : root.path("annotations")) {
            long id = annotation.path("category_id").asLong();
            String name = Optional.ofNullable(names.get(id))
                    .orElseThrow(() -> new FoveaException(
                            "'" + file + "' has an annotation of the category " + id + ", which it does not name."));
            int index = labels.indexOf(name);
            if (index < 0) {
                throw new FoveaException("'" + file + "' has boxes of '" + name + "', which the model does not know"
                        + (labels.isEmpty() ? "; give its labels." : ": " + String.join(", ", labels) + "."));
            }
            classes.put(id, index);
        }
        return classes;
    }

    private static TrueBox box(JsonNode annotation, Path file, Map<Long, Integer> classes) {
        JsonNode box = annotation.path("bbox");
        if (box.size() != 4 || !Stream.of(0, 1, 2, 3).allMatch(i -> box.get(i).isNumber())) {
            throw new FoveaException("'" + file + "' has an annotation (ID "
                    + annotation.path("id").asText() + ") without a box of four numbers.");
        }
        return new TrueBox(
                classes.get(annotation.path("category_id").asLong()),
                box.get(0).asDouble(),
                box.get(1).asDouble(),
                box.get(2).asDouble(),
                box.get(3).asDouble(),
                annotation.path("iscrowd").asInt() == 1);
    }

    /** An image lies beside the description, in {@code images} there, or so beside the description's folder. */
    private static Path place(Path file, String name) {
        Path folder = file.toAbsolutePath().getParent();
        return Stream.of(folder, folder.resolve("images"), folder.resolveSibling("images"), folder.resolve(".."))
                .map(place -> place.resolve(name).normalize())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new FoveaException("'" + file + "' speaks of the image '" + name
                        + "', which lies neither beside it nor in a folder 'images'."));
    }
}
